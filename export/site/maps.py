"""What a screen maps, drawn by the page."""

import json
from html import escape

from language import _
from player import alone_maps, alone_maps_script, words
from scenes import MapScene, play, report

SCRIPT = "ravine-maps.js"
"""The file that draws maps."""
MAPS = """\
<div class="asked">
<p class="wait">{wait}</p>
<div class="ravine-maps">
<div class="ravine-assets" data-words="{words}" hidden></div>
{packets}
</div>
</div>"""


def maps(scene: MapScene) -> str:
    """The maps, which wait for the prediction."""
    packets = alone_maps(report(play(scene.race)), scene)
    return MAPS.format(
        wait=_("Answer first, then the map is drawn."),
        words=escape(json.dumps(words(), ensure_ascii=False)),
        packets="\n".join(f'<i class="ravine-packet" hidden>{text}</i>' for text in packets),
    )


def script() -> str:
    """The text of `SCRIPT`."""
    return alone_maps_script()
