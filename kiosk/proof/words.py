"""256 short everyday nouns, one for each value of a byte, easy to read aloud and to tell apart.

No word begins another, and no two differ in one letter only. Their order is part of the proof:
a word that moved would change every tracker.
"""

_IN_ORDER = """
acorn album amber anchor apple apron arch atlas autumn avenue badge bakery ballet bamboo banjo
barley barrel basil basket beach beacon beaver bell bonnet bottle branch bread breeze brick
bridge broom bucket bugle butter button cabin cactus camel camera candle canvas canyon carpet
carrot castle cedar cello chair cherry chess circle circus citrus clock clover coast copper
coral corner cotton cousin cradle crayon cup daisy dance desert domino donkey door dragon drawer
drum duck eagle earth easel echo elbow engine fabric falcon family farmer fence fern fiddle
field finger flag flute forest fox frame friend fruit galaxy garden garlic gate glove goblet
grain gravel guitar hammer harbor hawk hazel hedge helmet heron hill honey horse igloo iris
island ivory jacket jaguar jelly jewel jigsaw juice jungle kettle kite knot koala ladder lagoon
lake laurel leaf lemon letter lily linen lizard lotus lunch magnet mango maple marble market
meadow melody melon mirror mitten muffin museum music napkin needle nest nutmeg oak oasis ocean
olive onion opera orange orbit otter oyster paddle paint palace panda paper parade pearl pebble
pencil pepper piano picnic pillow pilot planet plum pocket poppy potato puzzle quarry quilt
rabbit radio raft raven reef ribbon rice robin ruby sail salad salmon sandal school season
shadow sheep silver sky snow sock spoon spring stamp statue stone street sugar summer sunset
swan table teapot temple tent thread thumb ticket tiger timber tomato trail tree tulip tunnel
turtle valley velvet vine violin voyage waffle wagon walnut water whale wheat window winter wolf
yacht yard yogurt zebra zipper
"""

WORDS: tuple[str, ...] = tuple(_IN_ORDER.split())
