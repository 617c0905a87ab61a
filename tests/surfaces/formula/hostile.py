"""Three hundred texts that nobody types who wants a surface, in groups by what they try."""

CODE = [
    "__import__('os').system('id')", "__import__('os')", "().__class__", "x.__class__", "x.real", "x.__class__.__mro__", "f'{x}'", "{x}", "lambda: 0",
    "lambda x: x", "x if y else 1", "[x for x in y]", "(x := 1)", "exec('x')", "eval('1')", "open('/etc/passwd')", "import os", "x; y", "x\ny = 1", "x\\y",
    "'x'", '"x"', "`x`", "x@y", "x % y", "x // y", "~x", "x & y", "x || y", "!x", "x!", "$x", "#x", "x # y", "x ? y : 1", "x => y", "x -> y", "self.x",
    "np.sin(x)", "math.sin(x)", "torch.sin(x)", "globals()", "vars()", "dir(x)", "type(x)", "getattr(x, 'y')", "print(x)", "while 1: x", "class x: y",
    "x and y", "x or y", "not x", "True", "None", "nan", "inf", "infinity", "x is y", "x in y", "*x", "**x", "x*", "x***y", "x, y", "x,", ",x", "(x, y)", "()",
    "x[0]", "x[y]", "x{y}", "{}", "x()", "x()()", "sin()", "sin(,)", "max()", "where()", "where(x)", "where(x, y)", "f(x) = x = y", "x == y == 1 = 2",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "](http://x.y)", "![x](http://y.x/y.png)", "$\\LaTeX$", "\\frac{x}{y}",
    "\\href{javascript:x}{y}", "%s%n", "{0.__class__}", "${x}", "{{x}}", "'; DROP TABLE x; --", "x\u2028y = 1", "../../etc/passwd", "\\input{/etc/passwd}",
]  # fmt: skip
CHARACTERS = [
    *(f"x{c}y" for c in "\0\x01\x07\x08\x1b\x7f\x80\x9f\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202d\u202e\u2060\u2066\u2069\ufeff\ufffe\uffff"),
    *(f"x{c}y" for c in ("\ud800", "\udfff", "\U000e0001", "\U0010ffff", "\U0001f600", "é", "ß", "ı", "ſ", "ﬁ", "ℓ", "ⅇ", "𝑥", "ｘ", "х", "у", "α", "Ω", "µ", "∞", "∂", "∇", "∑", "∫", "≈", "±", "∓", "½", "Ⅷ")),
    *(f"{c}x" for c in ("٣", "３", "૩", "৩", "௧", "𝟛", "①", "㊀", "〇", "零", "Ⅻ", "౪")),
    "сos(x)", "ехр(x)", "ѕin(x)", "sin（x）", "x＋y", "x＊y", "x‿y", "x‚y", "x…", "“x”", "‘x’", "x′", "x″", "x¯", "x̂ + y", "y\u0301", "x\u20dd", "x⁴²⁺", "x⁺⁺²", "x₂", "ₓ",
]  # fmt: skip
NUMBERS = [
    "1/0 + x", "x/0", "0/0 x", "0^0 + x", "(-8)^(1/3) + x", "(-8 + 0x)^(1/3)", "9^9^9^9^9 x", "2^99999 x", "2^(2^(2^(2^(2^2)))) + x", "10^10^10 x", "1e400 x",
    "1e999999999 x", "1e-400 x", "1e308 x", "1e12 x", "1e13 x", "9" * 250 + "x", "0." + "0" * 250 + "1x", "1e12^1e12 + x", "0^-1 + x", "(0x)^-1", "x^1e12", "x^-1e12",
    "x^0.1e-9", "1e12 1e12 x", "1__0 x", "1_000 x", "0x10", "0b1 x", "0o7 x", "1j x", "1i", "1.2.3 x", "1..2 x", "..1 x", "1e x", "1e+ x", "1,000 x", "1 000 x", "--1--x",
    "sqrt(-1) + x", "ln(0) + x", "ln(-1) + x", "asin(2) + x", "exp(1e12) + x", "exp(exp(exp(exp(9)))) x", "-exp(exp(9)) x", "1/(x - x)", "(x - x)/(x - x)", "ln(x - x)",
    "tan(pi/2) + x", "max(x, 1/0)", "where(1/0 > 0, x, y)", "where(0/0 = 0, x, y)", "x^(1/0)", "x^(0/0)", "1^(1/0) + x", "atan2(0, 0) + x", "floor(1e12 x)", "sin(1e12 x)", "x/1e12/1e12/1e12",
    "(1/0) x", "cosh(1e12 x)", "sinh(-1e12) x", "cbrt(-1e12) x", "x 0^0", "1e-308 x/1e12", "exp(-1e12 x^2)", "log2(0x)", "hypot(1e12, x) 1e12",
]  # fmt: skip
SIZES = [
    *(open * n + "x" + close * n for n in (10, 25, 60, 100, 149) for open, close in (("(", ")"), ("|", "|"), ("sin(", ")"), ("-(", ")"), ("[", "]"))),
    *(sign.join("x" * n) for n in (10, 60, 100, 150) for sign in ("+", "-", "*", "/", "^", " ", "^-", "+-", "<", ",")),
    *(name * n + "x" for n in (10, 50, 74) for name in ("sin ", "exp ", "abs ", "-", "+", "sqrt", "- ")),
    *("(" * n for n in (1, 24, 25, 150, 300)), *(")" * n for n in (1, 300)), *("|" * n for n in (1, 2, 3, 24, 299)),
    "x" * 300, "x" * 301, "x" * 10**5, "(" * 10**5, "1" * 10**5, "\0" * 10**5, " " * 10**5, "sin" * 100, "\n" * 300, "x^" * 100 + "2", "(x+1)(y+1)" * 27,
    "max(" + "x," * 60 + "y)", "max(" * 20 + "x" + ",y)" * 20, "where(x<y," * 15 + "x" + ",y)" * 15, "(x y+1)^" * 20 + "x", "theta^" * 20 + "r", "tan(x+y*" * 15 + "x" + ")" * 15,
    "".join(f"(x+{k}y)" for k in range(1, 28)), " ".join(f"sin({k}x y)" for k in range(1, 24)), "+".join("abcdfghijklmnopqstuvwz") + "+x", "((((x^2+1)^2+y)^2+1)^2+x)^2",
]  # fmt: skip
HOSTILE = {"code": CODE, "characters": CHARACTERS, "numbers": NUMBERS, "sizes": SIZES}
