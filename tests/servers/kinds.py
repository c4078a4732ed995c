"""The servers that collecting is tried against besides Dovecot: a few lines for each.

A further one needs its Debian packages, a shell line that listens on `cell.port`, its settings,
and how it keeps an INBOX (`storages`).
"""

import os

from tests.servers.storages import CyrusSpool, MaildirStorage, Mbox
from tests.support.otherservers import PASSWORD, Cell, Kind

# Courier's own listener, which starts a program for each connection; it serves popa3d as well.
_LISTEN = (
    "/usr/sbin/couriertcpd -address=127.0.0.1 -maxprocs=40 -maxperip=40 -nodnslookup -noidentlookup"
)


def _settle_courier(cell: Cell) -> None:
    cell.folder("run/courier/authdaemon")
    cell.write("etc/courier/authdaemonrc", 'authmodulelist="authpam"\ndaemons=2\n')


def _courier(cell: Cell) -> str:
    libexec = "/usr/lib/courier"
    asking = f"{libexec}/courier-authlib/authdaemond"
    serve = f"{libexec}/courier/courierpop3login {libexec}/courier/courierpop3d Maildir"
    logged = f". /etc/courier/authdaemonrc; /usr/sbin/courierlogger -name=authdaemond {asking} &"
    return f"set -a; {logged} exec {_LISTEN} {cell.port} {serve}"


def _settle_popa3d(cell: Cell) -> None:
    cell.folder("var/lib/popa3d", owned=False)


def _popa3d(cell: Cell) -> str:
    return f"exec {_LISTEN} {cell.port} /usr/sbin/popa3d"


def _settle_mailutils(cell: Cell) -> None:
    cell.write(
        "etc/pop3d.conf",
        f"mode daemon;\nforeground yes;\nserver 127.0.0.1:{cell.port} {{\n}};\n"
        'mailbox {\n mail-spool "/var/mail";\n mailbox-type mbox;\n};\n'
        "auth {\n authorization system;\n};\n",
    )


def _mailutils(_: Cell) -> str:
    return "exec /usr/sbin/pop3d --no-config --config-file=/etc/pop3d.conf"


def _settle_cyrus(cell: Cell) -> None:
    cell.write(
        "etc/imapd.conf",
        "configdirectory: /var/lib/cyrus\ndefaultpartition: default\n"
        "partition-default: /var/spool/cyrus/mail\nallowplaintext: yes\nservername: localhost\n"
        "sasl_pwcheck_method: auxprop\nsasl_mech_list: PLAIN\nautocreate_quota: 0\n"
        "autocreate_post: yes\nlmtpsocket: /run/cyrus/lmtp\nexpunge_mode: immediate\n"
        "mailbox_legacy_dirs: yes\nproc_path: /run/cyrus/proc\nmboxname_lockpath: /run/cyrus/lock\npopminpoll: 0\n"
        "duplicatesuppression: no\n",
    )
    cell.write(
        "etc/cyrus.conf",
        'START {\n recover cmd="/usr/lib/cyrus/bin/ctl_cyrusdb -r"\n}\nSERVICES {\n'
        f' pop3 cmd="/usr/lib/cyrus/bin/pop3d" listen="127.0.0.1:{cell.port}"\n'
        ' lmtp cmd="/usr/lib/cyrus/bin/lmtpd -a" listen="/run/cyrus/lmtp"\n}\nEVENTS {\n}\n',
    )
    state = ("var/lib/cyrus", "var/lib/cyrus/db", "var/lib/cyrus/socket")
    for path in (*state, "var/spool/cyrus/mail", "run/cyrus"):
        cell.folder(path)
    add = "/usr/sbin/saslpasswd2 -p -c -u localhost"
    for name in cell.names:
        cell.run(f"{add} {name}", PASSWORD)
    os.chown(cell.state / "etc/sasldb2", *cell.owner)


def _cyrus(_: Cell) -> str:
    return "exec /usr/lib/cyrus/bin/master"


KINDS = (
    Kind(
        name="courier",
        packages=("courier-pop",),
        settle=_settle_courier,
        command=_courier,
        storage=MaildirStorage(),
    ),
    Kind(
        name="cyrus",
        packages=("cyrus-pop3d", "sasl2-bin"),
        settle=_settle_cyrus,
        command=_cyrus,
        storage=CyrusSpool(),
    ),
    Kind(
        name="popa3d",
        packages=("popa3d", "courier-base"),
        settle=_settle_popa3d,
        command=_popa3d,
        storage=Mbox(),
    ),
    Kind(
        name="mailutils",
        packages=("mailutils-pop3d",),
        settle=_settle_mailutils,
        command=_mailutils,
        storage=Mbox(unquotes=True),
        adds=rb"(?i)(X-UIDL|Status|X-IMAPbase|X-UID):",
    ),
)
