"""Writes the configuration of the throw-away Dovecot (2.3); what each line is for stands beside it."""

import grp
import os
import pwd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.mailserver import Dovecot

# What Debian's 2.3.19 offers after the login, without COMPRESS.
OFFERED = (
    "IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT SORT=DISPLAY THREAD=REFERENCES"
    " THREAD=REFS THREAD=ORDEREDSUBJECT MULTIAPPEND URL-PARTIAL CATENATE UNSELECT CHILDREN"
    " NAMESPACE UIDPLUS LIST-EXTENDED I18NLEVEL=1 CONDSTORE QRESYNC ESEARCH ESORT SEARCHRES"
    " WITHIN CONTEXT=SEARCH LIST-STATUS BINARY MOVE SNIPPET=FUZZY PREVIEW=FUZZY PREVIEW"
    " STATUS=SIZE SAVEDATE LITERAL+ NOTIFY SPECIAL-USE QUOTA ACL RIGHTS=texk"
)
SPECIAL_USE = ("Sent", "Drafts", "Trash", "Junk", "Archive")


def configuration(server: "Dovecot") -> str:
    return "\n".join(
        (
            _general(server),
            _logins(server),
            _services(server),
            _mail(server),
            server.knobs.extra,
            "",
        )
    )


def _general(server: "Dovecot") -> str:
    return f"""
protocols = imap pop3 lmtp
base_dir = {server.root}/run
state_dir = {server.root}/state
log_path = {server.root}/log
listen = {server.host}
verbose_proctitle = no
shutdown_clients = yes
default_vsz_limit = 4G         # a million messages want more than the usual 256 MB
mail_fsync = never            # nothing here has to survive a power cut
ssl = {"required" if server.knobs.require_tls else "yes"}
ssl_cert = <{server.authority.server.certificate}
ssl_key = <{server.authority.server.key}
ssl_min_protocol = TLSv1.2
"""


def _logins(server: "Dovecot") -> str:
    uid, gid = server.owner
    plain = "yes" if server.knobs.require_tls else "no"
    return f"""
disable_plaintext_auth = {plain}
auth_mechanisms = plain login scram-sha-1 scram-sha-256
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%n {server.root}/passwd/%n   # a file each: new users are known at once
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={server.root}/mail/%n allow_all_users=yes
}}
first_valid_uid = {uid or 1}
first_valid_gid = {gid or 1}
"""


def _services(server: "Dovecot") -> str:
    ports = server.ports
    root = os.geteuid() == 0
    me = pwd.getpwuid(os.geteuid()).pw_name
    group = grp.getgrgid(os.getegid()).gr_name
    ours = f"""
default_internal_user = {me}
default_internal_group = {group}
default_login_user = {me}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""
    jail = "" if root else "  chroot =\n"
    return f"""{"" if root else ours}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0                  # a wrong password does not make the next login slow
  }}
}}
service imap-login {{
{jail}  inet_listener imap {{
    port = {ports.imap}
  }}
  inet_listener imaps {{
    port = {ports.imaps}
    ssl = yes
  }}
}}
service pop3-login {{
{jail}  inet_listener pop3 {{
    port = {ports.pop3}
  }}
  inet_listener pop3s {{
    port = {ports.pop3s}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {ports.lmtp}
  }}
}}
"""


def _mail(server: "Dovecot") -> str:
    knobs = server.knobs
    compress = " imap_zlib" if knobs.compress else ""
    rawlog = f"rawlog_dir = {server.root}/rawlog/%n" if knobs.rawlog else ""
    return f"""
mail_location = maildir:~/Maildir
mail_plugins = quota acl notify
plugin {{
  quota = maildir:Quota
  quota_rule = *:storage={knobs.quota}
  acl = vfile
}}
namespace inbox {{
  inbox = yes
  separator = {knobs.separator}
  prefix = {knobs.prefix}
{_special_use(server)}}}
protocol imap {{
  mail_plugins = quota acl notify imap_quota imap_acl{compress}
  mail_max_userip_connections = {knobs.max_connections}
  {_capability(server)}
  {rawlog}
}}
protocol pop3 {{
  {rawlog}
}}
"""


def _special_use(server: "Dovecot") -> str:
    if not server.knobs.special_use:
        return ""
    return "".join(
        f"  mailbox {name} {{\n    auto = subscribe\n    special_use = \\{name}\n  }}\n"
        for name in SPECIAL_USE
    )


def _capability(server: "Dovecot") -> str:
    knobs = server.knobs
    if knobs.capabilities:
        return f"imap_capability = {knobs.capabilities}"
    if not knobs.without:
        return ""
    hidden = {name.upper() for name in knobs.without}
    offered = OFFERED.split() + (["COMPRESS=DEFLATE"] if knobs.compress else [])
    return f"imap_capability = {' '.join(name for name in offered if name not in hidden)}"
