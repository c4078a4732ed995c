"""The two themes: what each colour is for stands beside it in the light one."""

from facteur.ui.theme.tokens import Tokens

LIGHT = Tokens(
    dark=False,
    window="#F4F5F8",  # top bar, status bar, dialog foot
    sidebar="#ECEEF3",  # folder pane
    list="#F9FAFC",  # message list, chips of files
    surface="#FFFFFF",  # reading pane, fields, dialogs
    raised="#FFFFFF",  # buttons, menus, cards in dialogs
    sunken="#EEF0F4",  # disabled fill
    border="#DCE0E7",  # lines between panes (decor)
    border_strong="#7F8797",  # edges of controls, radio, star outline
    text="#1A1F2B",  # main text
    text2="#525C6E",  # secondary text, icons
    text3="#626B7C",  # hints, placeholders
    disabled="#9AA2B0",  # disabled text
    accent="#2451BF",  # primary button, unread, links’ icons
    accent_hover="#1D44A5",
    accent_press="#17378A",
    on_accent="#FFFFFF",  # text on accent
    select="#DAE5FC",  # selected row/chip
    select_text="#14295F",  # text on it
    select_idle="#DADEE7",  # selected, unfocused
    hover="#EEF1F6",  # hover fill
    stamp="#F5B71B",  # star fill, outbox pill, “recommended”
    on_stamp="#2E2100",  # text on stamp
    stamp_text="#7A5200",  # star outline, dark yellow text
    ok="#1B7443",  # done
    ok_soft="#DFF3E7",
    warn="#7A4B00",  # caution
    warn_soft="#FFF0CF",
    warn_border="#E8C77A",
    warn_fill="#B86E00",  # bar of an estimate
    warn_track="#F3DFB0",  # track of that bar
    danger="#B3261E",  # server deletion, refusal
    danger_soft="#FCE5E3",
    danger_hover="#961F18",
    danger_border="#F0B8B3",  # edge of a danger banner
    on_danger="#FFFFFF",
    info="#2451BF",  # information
    info_soft="#E6EEFE",
    info_border="#BCD0F8",
    pop="#96500A",  # POP family
    pop_soft="#FCEBD7",
    pop_border="#E9C094",
    imap="#2451BF",  # IMAP family
    imap_soft="#E6EEFE",
    imap_border="#BCD0F8",
    link="#1F4BB5",  # links
    focus="#2451BF",  # keyboard ring 2 px
    scroll="#B3BAC6",  # scroll bar handle (decor)
    tooltip="#1A1F2B",  # tooltip and toast fill
    on_tooltip="#FFFFFF",  # text on it
    scrim="#000000",  # behind the palette (alpha 70/130)
    # Fill and letters of the circles with initials; chosen by a stable hash of the address.
    avatars=(
        ("#DDE7FB", "#1E3F8F"),
        ("#FBE3D6", "#7E3A12"),
        ("#DFF1E4", "#1D5B38"),
        ("#F4E1F3", "#6E2A6B"),
        ("#FFEFC9", "#684600"),
        ("#DCF1F3", "#0F5560"),
        ("#FBE0E4", "#8A1F35"),
        ("#E6E4FA", "#40389B"),
    ),
)

DARK = Tokens(
    dark=True,
    window="#15171C",  # top bar, status bar, dialog foot
    sidebar="#191C22",  # folder pane
    list="#1C2027",  # message list, chips of files
    surface="#21262E",  # reading pane, fields, dialogs
    raised="#2A303A",  # buttons, menus, cards in dialogs
    sunken="#181B21",  # disabled fill
    border="#333A46",  # lines between panes (decor)
    border_strong="#7E8899",  # edges of controls, radio, star outline
    text="#E9ECF2",  # main text
    text2="#AEB6C4",  # secondary text, icons
    text3="#98A1B1",  # hints, placeholders
    disabled="#697283",  # disabled text
    accent="#92B4FF",  # primary button, unread, links’ icons
    accent_hover="#ABC5FF",
    accent_press="#7CA3FA",
    on_accent="#0C1B3D",  # text on accent
    select="#2C3F6B",  # selected row/chip
    select_text="#EEF3FF",  # text on it
    select_idle="#2E343F",  # selected, unfocused
    hover="#262C35",  # hover fill
    stamp="#FFC845",  # star fill, outbox pill, “recommended”
    on_stamp="#2E2100",  # text on stamp
    stamp_text="#FFD36B",  # star outline, dark yellow text
    ok="#74D6A0",  # done
    ok_soft="#1B3428",
    warn="#FFCB6B",  # caution
    warn_soft="#3A2E14",
    warn_border="#6B5420",
    warn_fill="#FFCB6B",  # bar of an estimate
    warn_track="#4A3A18",  # track of that bar
    danger="#FF9A92",  # server deletion, refusal
    danger_soft="#42211F",
    danger_hover="#FFB0AA",
    danger_border="#6E332F",  # edge of a danger banner
    on_danger="#3B0A07",
    info="#92B4FF",  # information
    info_soft="#222F4D",
    info_border="#3A4F80",
    pop="#FFB768",  # POP family
    pop_soft="#3B2A17",
    pop_border="#6B4B22",
    imap="#92B4FF",  # IMAP family
    imap_soft="#222F4D",
    imap_border="#3A4F80",
    link="#A6C2FF",  # links
    focus="#A6C2FF",  # keyboard ring 2 px
    scroll="#4A5362",  # scroll bar handle (decor)
    tooltip="#E9ECF2",  # tooltip and toast fill
    on_tooltip="#15171C",  # text on it
    scrim="#000000",  # behind the palette (alpha 70/130)
    avatars=(
        ("#2B3D66", "#C9D9FF"),
        ("#553220", "#FFCFB3"),
        ("#214433", "#B5E8C8"),
        ("#4A2B49", "#F3C5F0"),
        ("#4B3A12", "#FFE0A0"),
        ("#1D4349", "#AEE6EE"),
        ("#52252F", "#FFC2CC"),
        ("#363168", "#D0CCFF"),
    ),
)


def tokens(*, dark: bool) -> Tokens:
    """Return the colours of the light or the dark theme."""
    return DARK if dark else LIGHT
