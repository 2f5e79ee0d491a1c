"""What a machine of another country makes of the keys that a scanner presses."""

US = "1234567890-=[];'\\,./:?_"
SWAPPED = {"qwertz": ("yzYZ", "zyZY"), "azerty": ("qwazmQWAZM", "azqw,AZQW?")}
KEYBOARDS = {
    "german": ("1234567890ß´ü+öä#,.-Ö_?", "qwertz"),
    "spanish": ("1234567890'¡`+ñ´ç,.-Ñ_?", ""),
    "italian": ("1234567890'ìè+òàù,.-ç_?", ""),
    "french": ("&é\"'(-è_çà)=^$mù*;:!M§°", "azerty"),
    "belgian": ("&é\"'(§è!çà)-^$mùµ;:=M+°", "azerty"),
    "czech": ('+ěščřžýáíé=´ú)ů§¨,.-"_%', "qwertz"),
    "slovak": ('+ľščťžýáíé=´úäô§ň,.-"_%', "qwertz"),
}


def typed_on(keyboard: str, text: str) -> str:
    """The text of a scanner that means a US keyboard."""
    signs, letters = KEYBOARDS[keyboard]
    table = str.maketrans(US, signs)
    if letters:
        table |= str.maketrans(*SWAPPED[letters])
    return text.translate(table)
