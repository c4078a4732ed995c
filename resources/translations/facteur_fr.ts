<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en_GB">
<context>
    <name>AboutDialog</name>
    <message>
        <source>A mail client that always tells you where your mail is.</source>
        <translation>Un logiciel de courrier qui dit toujours où sont vos messages.</translation>
    </message>
    <message>
        <source>About Facteur</source>
        <translation>À propos de Facteur</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. The icons are Lucide’s, under the ISC licence.</source>
        <translation>Logiciel libre sous la licence publique générale GNU, version 3 ou ultérieure. Les icônes sont celles de Lucide, sous licence ISC.</translation>
    </message>
    <message>
        <source>Version {version}, with Qt {qt}</source>
        <translation>Version {version}, avec Qt {qt}</translation>
    </message>
</context>
<context>
    <name>AccountsDialog</name>
    <message>
        <source>&amp;Add an account…</source>
        <translation>&amp;Ajouter un compte…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>A&amp;nnuler ce changement</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Comptes</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Changed.</source>
        <translation>C’est changé.</translation>
    </message>
    <message>
        <source>No account yet.</source>
        <translation>Pas encore de compte.</translation>
    </message>
    <message>
        <source>paused</source>
        <comment>an account</comment>
        <translation>en pause</translation>
    </message>
</context>
<context>
    <name>ActionBar</name>
    <message>
        <source>Add a star</source>
        <translation>Ajouter une étoile</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Effacer définitivement</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Marquer comme lu</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Marquer comme non lu</translation>
    </message>
    <message>
        <source>Mark deleted</source>
        <translation>Marquer supprimé</translation>
    </message>
    <message>
        <source>Put into the trash</source>
        <translation>Mettre à la corbeille</translation>
    </message>
    <message>
        <source>Remove the star</source>
        <translation>Retirer l’étoile</translation>
    </message>
    <message>
        <source>Restore the message</source>
        <translation>Restaurer le message</translation>
    </message>
    <message>
        <source>Show as plain text</source>
        <translation>Afficher en texte simple</translation>
    </message>
    <message>
        <source>Show as sent</source>
        <translation>Afficher comme envoyé</translation>
    </message>
    <message>
        <source>Show in the colours of the window</source>
        <translation>Afficher aux couleurs de la fenêtre</translation>
    </message>
    <message>
        <source>Show on a light sheet</source>
        <translation>Afficher sur une feuille claire</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Activity</source>
        <translation>&amp;Activité</translation>
    </message>
    <message>
        <source>&amp;Add an account…</source>
        <translation>&amp;Ajouter un compte…</translation>
    </message>
    <message>
        <source>&amp;Change this account…</source>
        <translation>Modi&amp;fier ce compte…</translation>
    </message>
    <message>
        <source>&amp;Copy to…</source>
        <translation>C&amp;opier vers…</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>Couleurs som&amp;bres</translation>
    </message>
    <message>
        <source>&amp;Delete the folder…</source>
        <translation>&amp;Supprimer le dossier…</translation>
    </message>
    <message>
        <source>&amp;Deleted from servers…</source>
        <translation>Effacés des &amp;serveurs…</translation>
    </message>
    <message>
        <source>&amp;Empty the trash…</source>
        <translation>&amp;Vider la corbeille…</translation>
    </message>
    <message>
        <source>&amp;Facteur</source>
        <translation>&amp;Facteur</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>A&amp;ller</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Aide</translation>
    </message>
    <message>
        <source>&amp;Import mail…</source>
        <translation>Importer des messa&amp;ges…</translation>
    </message>
    <message>
        <source>&amp;Keys of the keyboard</source>
        <translation>&amp;Touches du clavier</translation>
    </message>
    <message>
        <source>&amp;Light colours</source>
        <translation>Couleurs cla&amp;ires</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Message</translation>
    </message>
    <message>
        <source>&amp;Move the folder below…</source>
        <translation>&amp;Déplacer le dossier sous…</translation>
    </message>
    <message>
        <source>&amp;Move to…</source>
        <translation>Dé&amp;placer vers…</translation>
    </message>
    <message>
        <source>&amp;New folder…</source>
        <translation>&amp;Nouveau dossier…</translation>
    </message>
    <message>
        <source>&amp;Next unread message</source>
        <translation>Message &amp;non lu suivant</translation>
    </message>
    <message>
        <source>&amp;Put back in “{folder}”</source>
        <translation>Rem&amp;ettre dans « {folder} »</translation>
    </message>
    <message>
        <source>&amp;Put back where it was</source>
        <translation>Rem&amp;ettre à sa place</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Remove this account…</source>
        <translation>R&amp;etirer ce compte…</translation>
    </message>
    <message>
        <source>&amp;Rename the folder…</source>
        <translation>&amp;Renommer le dossier…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Préférences…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Aff&amp;ichage</translation>
    </message>
    <message>
        <source>A&amp;bout Facteur</source>
        <translation>À pr&amp;opos de Facteur</translation>
    </message>
    <message>
        <source>Accoun&amp;ts…</source>
        <translation>&amp;Comptes…</translation>
    </message>
    <message>
        <source>Add a &amp;star</source>
        <translation>Ajouter une éto&amp;ile</translation>
    </message>
    <message>
        <source>Always show the men&amp;u bar</source>
        <translation>Toujours afficher la barre de &amp;menus</translation>
    </message>
    <message>
        <source>Back&amp;up…</source>
        <translation>Sau&amp;vegarde…</translation>
    </message>
    <message>
        <source>Colours of the &amp;system</source>
        <translation>Couleurs du s&amp;ystème</translation>
    </message>
    <message>
        <source>Delete for &amp;good…</source>
        <translation>Effacer &amp;définitivement…</translation>
    </message>
    <message>
        <source>E&amp;xport this folder…</source>
        <translation>E&amp;xporter ce dossier…</translation>
    </message>
    <message>
        <source>Fo&amp;lder</source>
        <translation>&amp;Dossier</translation>
    </message>
    <message>
        <source>G&amp;et mail</source>
        <translation>&amp;Relever</translation>
    </message>
    <message>
        <source>Larger te&amp;xt</source>
        <translation>Texte plus &amp;grand</translation>
    </message>
    <message>
        <source>List as &amp;cards</source>
        <translation>Liste en &amp;cartes</translation>
    </message>
    <message>
        <source>List as a &amp;table</source>
        <translation>Liste en tablea&amp;u</translation>
    </message>
    <message>
        <source>Mark &amp;deleted</source>
        <translation>Marquer &amp;supprimé</translation>
    </message>
    <message>
        <source>Mark as &amp;answered</source>
        <translation>Marquer comme &amp;répondu</translation>
    </message>
    <message>
        <source>Mark as &amp;read</source>
        <translation>Marquer comme &amp;lu</translation>
    </message>
    <message>
        <source>Mark as not &amp;answered</source>
        <translation>Marquer comme non &amp;répondu</translation>
    </message>
    <message>
        <source>Mark as un&amp;read</source>
        <translation>Marquer comme non &amp;lu</translation>
    </message>
    <message>
        <source>Message &amp;below the list</source>
        <translation>Message sous la &amp;liste</translation>
    </message>
    <message>
        <source>Message on the &amp;right of the list</source>
        <translation>Message à &amp;droite de la liste</translation>
    </message>
    <message>
        <source>N&amp;otices</source>
        <translation>Noti&amp;fications</translation>
    </message>
    <message>
        <source>Next &amp;pane</source>
        <translation>&amp;Volet suivant</translation>
    </message>
    <message>
        <source>P&amp;revious pane</source>
        <translation>Volet &amp;précédent</translation>
    </message>
    <message>
        <source>Put into the &amp;trash</source>
        <translation>Mettre à la &amp;corbeille</translation>
    </message>
    <message>
        <source>Remove the &amp;star</source>
        <translation>Retirer l’éto&amp;ile</translation>
    </message>
    <message>
        <source>Restore the &amp;deleted message</source>
        <translation>Re&amp;staurer le message supprimé</translation>
    </message>
    <message>
        <source>Resume addi&amp;ng {address}</source>
        <translation>Co&amp;ntinuer d’ajouter {address}</translation>
    </message>
    <message>
        <source>Rows &amp;wide apart</source>
        <translation>Lignes es&amp;pacées</translation>
    </message>
    <message>
        <source>Rows at &amp;normal distance</source>
        <translation>Lignes &amp;normales</translation>
    </message>
    <message>
        <source>Rows close to&amp;gether</source>
        <translation>Lignes &amp;serrées</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>Texte plus peti&amp;t</translation>
    </message>
    <message>
        <source>Text of normal si&amp;ze</source>
        <translation>Texte de taille n&amp;ormale</translation>
    </message>
    <message>
        <source>Work &amp;offline</source>
        <translation>Travailler &amp;hors connexion</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message numerus="yes">
        <source>%n change(s) of marks</source>
        <comment>read, starred, …</comment>
        <translation>
            <numerusform>%n changement de marque</numerusform>
            <numerusform>%n changements de marques</numerusform>
        </translation>
    </message>
    <message>
        <source>An account needs your attention</source>
        <translation>Un compte a besoin de vous</translation>
    </message>
    <message>
        <source>Being sent now.</source>
        <translation>Envoi en cours.</translation>
    </message>
    <message>
        <source>Collecting mail…</source>
        <translation>Relève du courrier…</translation>
    </message>
    <message>
        <source>Comparing the marks with the server…</source>
        <translation>Comparaison des marques avec le serveur…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connexion…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Exporting a folder…</source>
        <translation>Exportation d’un dossier…</translation>
    </message>
    <message>
        <source>Fetching a whole message…</source>
        <translation>Téléchargement d’un message entier…</translation>
    </message>
    <message>
        <source>Fetching an attachment…</source>
        <translation>Téléchargement d’une pièce jointe…</translation>
    </message>
    <message>
        <source>Fetching recent texts…</source>
        <translation>Réception des textes récents…</translation>
    </message>
    <message>
        <source>Fetching the headers (sender, subject, date)…</source>
        <translation>Réception des en-têtes (expéditeur, sujet, date)…</translation>
    </message>
    <message>
        <source>Going on now</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Importing mail…</source>
        <translation>Importation de messages…</translation>
    </message>
    <message>
        <source>Last check at {time}</source>
        <translation>Dernière relève à {time}</translation>
    </message>
    <message>
        <source>Last check on {day}</source>
        <translation>Dernière relève le {day}</translation>
    </message>
    <message>
        <source>Leaves as soon as the server can be reached.</source>
        <translation>Partira dès que le serveur sera joignable.</translation>
    </message>
    <message>
        <source>Leaves when the account is no longer paused.</source>
        <translation>Partira quand le compte ne sera plus en pause.</translation>
    </message>
    <message>
        <source>Leaves when you go online again.</source>
        <translation>Partira quand vous reviendrez en ligne.</translation>
    </message>
    <message>
        <source>Looking for new messages…</source>
        <translation>Recherche de nouveaux messages…</translation>
    </message>
    <message>
        <source>Making a backup…</source>
        <translation>Sauvegarde en cours…</translation>
    </message>
    <message>
        <source>Needs your attention</source>
        <translation>Demande votre attention</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors connexion</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Reading a backup again…</source>
        <translation>Relecture d’une sauvegarde…</translation>
    </message>
    <message>
        <source>Restoring a backup…</source>
        <translation>Restauration d’une sauvegarde…</translation>
    </message>
    <message>
        <source>Starting again…</source>
        <translation>Redémarrage…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>The server refused this.</source>
        <translation>Le serveur l’a refusé.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Waiting to be sent to the server</source>
        <translation>En attente d’envoi au serveur</translation>
    </message>
    <message>
        <source>Waits until the account can sign in again.</source>
        <translation>Attend que le compte puisse s’identifier à nouveau.</translation>
    </message>
    <message>
        <source>Waits until the folder can be opened again.</source>
        <translation>Attend que le dossier puisse être rouvert.</translation>
    </message>
    <message numerus="yes">
        <source>You are offline. You can read and mark messages: %n change(s) will leave as soon as the network is back.</source>
        <comment>waiting</comment>
        <translation>
            <numerusform>Vous êtes hors connexion. Vous pouvez lire et marquer les messages : %n changement partira dès le retour du réseau.</numerusform>
            <numerusform>Vous êtes hors connexion. Vous pouvez lire et marquer les messages : %n changements partiront dès le retour du réseau.</numerusform>
        </translation>
    </message>
    <message>
        <source>You are offline. You can read what is on this computer and mark messages.</source>
        <translation>Vous êtes hors connexion. Vous pouvez lire ce qui est sur cet ordinateur et marquer les messages.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} sur {total}</translation>
    </message>
</context>
<context>
    <name>ActivityView</name>
    <message>
        <source>Activity</source>
        <comment>title of the panel of running tasks</comment>
        <translation>Activité</translation>
    </message>
    <message>
        <source>Close this panel</source>
        <translation>Fermer ce panneau</translation>
    </message>
    <message>
        <source>Nothing is going on, and nothing waits.</source>
        <translation>Rien n’est en cours, et rien n’attend.</translation>
    </message>
</context>
<context>
    <name>AddressPage</name>
    <message>
        <source>Did you mean {suggestion}?</source>
        <translation>Vouliez-vous dire {suggestion} ?</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>Adresse électronique</translation>
    </message>
    <message>
        <source>Enter the settings &amp;myself</source>
        <translation>Saisir les réglages &amp;moi-même</translation>
    </message>
    <message>
        <source>Find the settings</source>
        <translation>Chercher les réglages</translation>
    </message>
    <message>
        <source>It appears on the messages you send.</source>
        <translation>Il apparaîtra sur les messages que vous envoyez.</translation>
    </message>
    <message>
        <source>Open its settings</source>
        <translation>Ouvrir ses réglages</translation>
    </message>
    <message>
        <source>Something is missing: an address looks like name@domain.com.</source>
        <translation>Il manque quelque chose : une adresse ressemble à nom@domaine.fr.</translation>
    </message>
    <message>
        <source>This address is already in Facteur.</source>
        <translation>Cette adresse est déjà dans Facteur.</translation>
    </message>
    <message>
        <source>To search, Facteur sends only what stands behind the @. Not your name, not a password.</source>
        <translation>Pour chercher, Facteur n’envoie que ce qui suit l’@. Ni votre nom, ni un mot de passe.</translation>
    </message>
    <message>
        <source>To search, Facteur sends only “{domain}”. Not your name, not a password.</source>
        <translation>Pour chercher, Facteur n’envoie que « {domain} ». Ni votre nom, ni un mot de passe.</translation>
    </message>
    <message>
        <source>Use {suggestion}</source>
        <translation>Utiliser {suggestion}</translation>
    </message>
    <message>
        <source>What is your address?</source>
        <translation>Quelle est votre adresse ?</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Votre nom</translation>
    </message>
    <message>
        <source>name@example.com</source>
        <translation>prenom@exemple.fr</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Both will do.</source>
        <translation>Les deux conviennent.</translation>
    </message>
    <message>
        <source>One computer and little server space: that is what it is for. Facteur will help you back up.</source>
        <translation>Un seul ordinateur et peu de place sur le serveur : c’est fait pour cela. Facteur vous aidera à sauvegarder.</translation>
    </message>
    <message>
        <source>We lean to IMAP: if this computer fails, your mail is still on the server.</source>
        <translation>Nous penchons pour IMAP : si cet ordinateur tombe en panne, vos messages sont encore sur le serveur.</translation>
    </message>
    <message>
        <source>We suggest IMAP with a regular tidy-up.</source>
        <translation>Nous vous conseillons IMAP, avec un rangement régulier.</translation>
    </message>
    <message>
        <source>We suggest IMAP.</source>
        <translation>Nous vous conseillons IMAP.</translation>
    </message>
    <message>
        <source>We suggest POP.</source>
        <translation>Nous vous conseillons POP.</translation>
    </message>
    <message>
        <source>Webmail needs to go on seeing your mail.</source>
        <translation>Le webmail doit continuer à voir vos messages.</translation>
    </message>
    <message>
        <source>You read on several devices: with POP they would not all show the same mail. Just watch the server space: Facteur warns you at 80%.</source>
        <translation>Vous lisez sur plusieurs appareils : avec POP, ils ne montreraient pas tous les mêmes messages. Surveillez seulement la place sur le serveur : Facteur vous préviendra à 80 %.</translation>
    </message>
    <message>
        <source>Your mail stays the same everywhere. As the mailbox is small, delete from time to time, on your provider’s site, what you no longer need: that keeps room for new mail.</source>
        <translation>Vos messages restent les mêmes partout. Comme la boîte est petite, supprimez de temps en temps, sur le site de votre fournisseur, ce dont vous n’avez plus besoin : il restera ainsi de la place pour les nouveaux.</translation>
    </message>
    <message>
        <source>because you have one computer and a small mailbox</source>
        <translation>parce que vous avez un seul ordinateur et une petite boîte</translation>
    </message>
    <message>
        <source>because you read on several devices</source>
        <translation>parce que vous lisez sur plusieurs appareils</translation>
    </message>
    <message>
        <source>because you read your mail in several places</source>
        <translation>parce que vous lisez vos messages à plusieurs endroits</translation>
    </message>
    <message>
        <source>because you use webmail</source>
        <translation>parce que vous utilisez le webmail</translation>
    </message>
    <message>
        <source>because your mail survives if this computer fails</source>
        <translation>parce que vos messages survivent à une panne de cet ordinateur</translation>
    </message>
</context>
<context>
    <name>AlreadyBox</name>
    <message>
        <source>About {size}.</source>
        <translation>Environ {size}.</translation>
    </message>
    <message numerus="yes">
        <source>Copy them here</source>
        <comment>messages already there</comment>
        <translation>
            <numerusform>Le copier ici</numerusform>
            <numerusform>Les copier ici</numerusform>
        </translation>
    </message>
    <message>
        <source>Take only new ones</source>
        <comment>messages</comment>
        <translation>Ne prendre que les nouveaux</translation>
    </message>
    <message numerus="yes">
        <source>What about the {count} message(s) already there?</source>
        <translation>
            <numerusform>Que faire du {count} message déjà présent ?</numerusform>
            <numerusform>Que faire des {count} messages déjà présents ?</numerusform>
        </translation>
    </message>
    <message>
        <source>What is there stays on the server; Facteur neither copies nor deletes it.</source>
        <translation>Ce qui s’y trouve reste sur le serveur ; Facteur ne le copie pas et ne l’efface pas.</translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <comment>number of files</comment>
        <translation>
            <numerusform>%n pièce jointe</numerusform>
            <numerusform>%n pièces jointes</numerusform>
        </translation>
    </message>
    <message>
        <source>+ {number}</source>
        <translation>+ {number}</translation>
    </message>
    <message>
        <source>Save all…</source>
        <translation>Tout enregistrer…</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more attachment(s)</source>
        <translation>
            <numerusform>Afficher %n pièce jointe de plus</numerusform>
            <numerusform>Afficher %n pièces jointes de plus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>Do not open</source>
        <translation>Ne pas ouvrir</translation>
    </message>
    <message>
        <source>Files of this kind are how computers get infected. Open it only if you expected it and know who sent it.</source>
        <translation>C’est avec des fichiers de ce genre que les ordinateurs sont infectés. Ne l’ouvrez que si vous l’attendiez et savez qui l’envoie.</translation>
    </message>
    <message>
        <source>No program opens this file. It is saved as {path}.</source>
        <translation>Aucun programme n’ouvre ce fichier. Il est enregistré ici : {path}.</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>Ouvrir quand même</translation>
    </message>
    <message>
        <source>Save all attachments in a folder</source>
        <translation>Enregistrer toutes les pièces jointes dans un dossier</translation>
    </message>
    <message>
        <source>Save the attachment</source>
        <translation>Enregistrer la pièce jointe</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Enregistré ici : {path}</translation>
    </message>
    <message>
        <source>{name} can run a program.</source>
        <translation>{name} peut lancer un programme.</translation>
    </message>
</context>
<context>
    <name>BackupDialog</name>
    <message>
        <source>&amp;Back up now</source>
        <translation>&amp;Sauvegarder maintenant</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <comment>a folder</comment>
        <translation>&amp;Choisir…</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>&amp;Restaurer…</translation>
    </message>
    <message>
        <source>A backup holds the mail that is wholly on this computer.</source>
        <translation>Une sauvegarde contient les messages qui sont en entier sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sauvegarde</translation>
    </message>
    <message>
        <source>Being made…</source>
        <translation>En cours…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Fer&amp;mer</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>Choisissez d’abord un dossier.</translation>
    </message>
    <message>
        <source>Folder of the backups</source>
        <translation>Dossier des sauvegardes</translation>
    </message>
    <message>
        <source>Make one each &amp;month by itself</source>
        <translation>En faire une chaque m&amp;ois, sans rien demander</translation>
    </message>
    <message>
        <source>No folder chosen yet</source>
        <translation>Aucun dossier choisi</translation>
    </message>
    <message>
        <source>Passphrase (empty: no protection)</source>
        <translation>Phrase secrète (vide : pas de protection)</translation>
    </message>
    <message>
        <source>Protect with a passphrase. Without it the backup cannot be read, not even by us.</source>
        <translation>Protéger par une phrase secrète. Sans elle, la sauvegarde est illisible, même pour nous.</translation>
    </message>
    <message>
        <source>Save to an external disk, a key or a shared folder</source>
        <translation>Enregistrer sur un disque externe, une clé ou un dossier partagé</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>La même encore une fois</translation>
    </message>
    <message>
        <source>The two passphrases are not the same.</source>
        <translation>Les deux phrases secrètes ne sont pas les mêmes.</translation>
    </message>
    <message>
        <source>This folder is on the same disk: if it fails, you lose both.</source>
        <translation>Ce dossier est sur le même disque : s’il tombe en panne, vous perdez les deux.</translation>
    </message>
    <message>
        <source>Those have no passphrase: nobody is there to type it. The newest 12 of them are kept. Older ones are deleted, unless they hold far more mail than the newest; backups that you make yourself are never deleted.</source>
        <translation>Celles-là n’ont pas de phrase secrète : personne n’est là pour la saisir. Les 12 plus récentes sont gardées. Les plus anciennes sont effacées, sauf si elles contiennent bien plus de messages que la plus récente ; les sauvegardes que vous faites vous-même ne sont jamais effacées.</translation>
    </message>
    <message>
        <source>What was left out…</source>
        <translation>Ce qui manque…</translation>
    </message>
    <message>
        <source>With POP, this computer has the only copy of your mail.</source>
        <translation>Avec POP, cet ordinateur a la seule copie de vos messages.</translation>
    </message>
</context>
<context>
    <name>Bell</name>
    <message>
        <source>Something needs your attention</source>
        <translation>Quelque chose demande votre attention</translation>
    </message>
</context>
<context>
    <name>ChangeDialog</name>
    <message>
        <source>Change {address}</source>
        <translation>Modifier {address}</translation>
    </message>
</context>
<context>
    <name>ChangeTrialPage</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Leave the server for sending as it was</source>
        <translation>Laisser le serveur d’envoi comme il était</translation>
    </message>
    <message>
        <source>Nothing is applied unless it works, and nothing is deleted during the test.</source>
        <translation>Rien n’est appliqué tant que cela ne marche pas, et rien n’est supprimé pendant le test.</translation>
    </message>
    <message>
        <source>The settings are applied: Facteur works with them from now on.</source>
        <translation>Les réglages sont appliqués : Facteur s’en sert désormais.</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Attachment without a name</source>
        <translation>Pièce jointe sans nom</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Enregistrer sous…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>not available offline</source>
        <translation>indisponible hors connexion</translation>
    </message>
    <message>
        <source>on the server</source>
        <translation>sur le serveur</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>sur cet ordinateur</translation>
    </message>
    <message>
        <source>{done} of {size}…</source>
        <translation>{done} sur {size}…</translation>
    </message>
</context>
<context>
    <name>ClientFields</name>
    <message>
        <source>&amp;Client id</source>
        <translation>&amp;Identifiant de client</translation>
    </message>
    <message>
        <source>Client &amp;secret (if there is one)</source>
        <translation>&amp;Secret de client (s’il y en a un)</translation>
    </message>
    <message>
        <source>Programs are registered with the provider as “desktop app”. It gives them an id, and some providers a secret as well.</source>
        <translation>Les logiciels s’inscrivent chez le fournisseur comme « application de bureau ». Il leur donne un identifiant et, chez certains, un secret.</translation>
    </message>
</context>
<context>
    <name>ColourRow</name>
    <message>
        <source>Blue</source>
        <translation>Bleu</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Vert</translation>
    </message>
    <message>
        <source>No colour</source>
        <translation>Sans couleur</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rose</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Violet</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rouge</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Turquoise</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Jaune</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Attachment</source>
        <translation>Pièce jointe</translation>
    </message>
    <message>
        <source>Correspondents</source>
        <translation>Correspondants</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Star</source>
        <comment>column of stars</comment>
        <translation>Étoile</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Sujet</translation>
    </message>
    <message>
        <source>Unread</source>
        <comment>column of dots</comment>
        <translation>Non lu</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>A + speaks for one way, a − against it. Many lines do neither.</source>
        <translation>Un + parle pour une façon de faire, un − contre elle. Plusieurs lignes ne font ni l’un ni l’autre.</translation>
    </message>
    <message>
        <source>Back to the choice</source>
        <translation>Revenir au choix</translation>
    </message>
    <message>
        <source>POP and IMAP compared</source>
        <translation>POP et IMAP comparés</translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>On the server (IMAP)</source>
        <translation>Sur le serveur (IMAP)</translation>
    </message>
    <message>
        <source>On this computer (POP)</source>
        <translation>Sur cet ordinateur (POP)</translation>
    </message>
    <message>
        <source>POP and IMAP, line by line</source>
        <translation>POP et IMAP, ligne par ligne</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>A few more notions</source>
        <translation>Un peu plus de notions</translation>
    </message>
    <message>
        <source>A tree of folders on the server</source>
        <translation>Rangés en arborescence sur le serveur</translation>
    </message>
    <message>
        <source>All show the same thing</source>
        <translation>Tous montrent la même chose</translation>
    </message>
    <message>
        <source>Almost everywhere</source>
        <translation>Presque partout</translation>
    </message>
    <message>
        <source>Almost none</source>
        <translation>Presque aucune</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sauvegarde</translation>
    </message>
    <message>
        <source>Changing program</source>
        <translation>Changer de logiciel</translation>
    </message>
    <message>
        <source>Delete before reading</source>
        <translation>Trier avant de lire</translation>
    </message>
    <message>
        <source>Depends on you</source>
        <translation>Dépend de vous</translation>
    </message>
    <message>
        <source>Downloaded here, then deleted from the server</source>
        <translation>Téléchargés ici, puis effacés du serveur</translation>
    </message>
    <message>
        <source>Each has only what it took</source>
        <translation>Chacun n’a que ce qu’il a pris</translation>
    </message>
    <message>
        <source>Easy: everything is on the server</source>
        <translation>Facile : tout est sur le serveur</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Hard: everything must be carried over</source>
        <translation>Délicat : il faut tout transporter</translation>
    </message>
    <message>
        <source>Headers (sender, subject, date), or only the parts you want</source>
        <translation>Les en-têtes (expéditeur, sujet, date), ou les seules parties voulues</translation>
    </message>
    <message>
        <source>Here only</source>
        <translation>Ici seulement</translation>
    </message>
    <message>
        <source>It must be downloaded first</source>
        <translation>Il faut d’abord télécharger</translation>
    </message>
    <message>
        <source>Known only to this computer</source>
        <translation>Connu de cet ordinateur seulement</translation>
    </message>
    <message>
        <source>Managed on the server, with a copy here</source>
        <translation>Gérés sur le serveur, avec une copie ici</translation>
    </message>
    <message>
        <source>Marks kept on the server until explicit deletion</source>
        <translation>Marques gardées sur le serveur jusqu’à l’effacement explicite</translation>
    </message>
    <message>
        <source>No longer sees downloaded mail</source>
        <translation>Ne voit plus les messages téléchargés</translation>
    </message>
    <message>
        <source>Not meant for it</source>
        <translation>Non prévu</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors connexion</translation>
    </message>
    <message>
        <source>Replied, deleted…</source>
        <translation>Répondu, supprimé…</translation>
    </message>
    <message>
        <source>Rights per person and per folder</source>
        <translation>Des droits par personne et par dossier</translation>
    </message>
    <message>
        <source>Sees everything, at the same time</source>
        <translation>Voit tout, en même temps</translation>
    </message>
    <message>
        <source>Server space</source>
        <translation>Place sur le serveur</translation>
    </message>
    <message>
        <source>Several devices</source>
        <translation>Plusieurs appareils</translation>
    </message>
    <message>
        <source>Simplicity</source>
        <translation>Simplicité</translation>
    </message>
    <message>
        <source>Supported everywhere?</source>
        <translation>Accepté partout ?</translation>
    </message>
    <message>
        <source>The account grows with the mail kept</source>
        <translation>Le compte grossit avec les messages gardés</translation>
    </message>
    <message>
        <source>The whole message</source>
        <translation>Le message entier</translation>
    </message>
    <message>
        <source>Two copies: server and computer</source>
        <translation>Deux copies : serveur et ordinateur</translation>
    </message>
    <message>
        <source>Very simple</source>
        <translation>Très simple</translation>
    </message>
    <message>
        <source>Very widely</source>
        <translation>Très largement</translation>
    </message>
    <message>
        <source>Webmail</source>
        <translation>Webmail</translation>
    </message>
    <message>
        <source>What is downloaded</source>
        <translation>Ce qui est téléchargé</translation>
    </message>
    <message>
        <source>Where is the mail?</source>
        <translation>Où sont les messages ?</translation>
    </message>
    <message>
        <source>With other people</source>
        <translation>À plusieurs</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
    <message>
        <source>Yes, from the header</source>
        <translation>Oui, d’après l’en-tête</translation>
    </message>
    <message>
        <source>Yes, then it catches up</source>
        <translation>Oui, puis remise à jour</translation>
    </message>
    <message>
        <source>advantage: {text}</source>
        <translation>avantage : {text}</translation>
    </message>
    <message>
        <source>drawback: {text}</source>
        <translation>inconvénient : {text}</translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>Open the page again</source>
        <translation>Rouvrir la page</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>S’identifier</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>S’identifier à nouveau</translation>
    </message>
    <message>
        <source>Waiting for your approval in the browser…</source>
        <translation>En attente de votre accord dans le navigateur…</translation>
    </message>
</context>
<context>
    <name>Consequences</name>
    <message numerus="yes">
        <source>At the pace of the last 30 days the server would be full in about {count} day(s).</source>
        <translation>
            <numerusform>Au rythme des 30 derniers jours, le serveur serait plein dans environ {count} jour.</numerusform>
            <numerusform>Au rythme des 30 derniers jours, le serveur serait plein dans environ {count} jours.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your mailbox is empty at the moment.</source>
        <translation>Votre boîte est vide pour l’instant.</translation>
    </message>
    <message>
        <source>Your mailbox: {mail}. With IMAP the mail stays on the server.</source>
        <translation>Votre boîte : {mail}. Avec IMAP, tout reste sur le serveur.</translation>
    </message>
    <message>
        <source>Your mailbox: {mail}. With POP the mail comes to this computer and, once you agree, leaves the server: phone and webmail will not show it any more.</source>
        <translation>Votre boîte : {mail}. Avec POP, tout vient sur cet ordinateur et, avec votre accord, quitte le serveur : le téléphone et le webmail ne le montreront plus.</translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s)</source>
        <translation>
            <numerusform>{count} message</numerusform>
            <numerusform>{count} messages</numerusform>
        </translation>
    </message>
    <message>
        <source>{percent} of {total} is taken.</source>
        <translation>{percent} de {total} sont occupés.</translation>
    </message>
</context>
<context>
    <name>DeleteQuestion</name>
    <message>
        <source>Delete</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
</context>
<context>
    <name>Diagram</name>
    <message>
        <source>Phone</source>
        <comment>drawing</comment>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Server</source>
        <comment>drawing</comment>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>This computer</source>
        <comment>drawing</comment>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>Webmail</source>
        <comment>drawing</comment>
        <translation>Webmail</translation>
    </message>
    <message>
        <source>a copy</source>
        <comment>drawing</comment>
        <translation>une copie</translation>
    </message>
    <message>
        <source>downloads, then deletes</source>
        <comment>drawing</comment>
        <translation>télécharge, puis efface</translation>
    </message>
    <message>
        <source>emptied</source>
        <comment>drawing</comment>
        <translation>vidé</translation>
    </message>
    <message>
        <source>empty</source>
        <comment>drawing</comment>
        <translation>vide</translation>
    </message>
    <message>
        <source>keeps everything</source>
        <comment>drawing</comment>
        <translation>garde tout</translation>
    </message>
    <message>
        <source>nothing</source>
        <comment>drawing</comment>
        <translation>rien</translation>
    </message>
    <message>
        <source>the only copy</source>
        <comment>drawing</comment>
        <translation>seule copie</translation>
    </message>
    <message>
        <source>the same</source>
        <comment>drawing</comment>
        <translation>les mêmes</translation>
    </message>
    <message>
        <source>the same mail everywhere</source>
        <comment>drawing</comment>
        <translation>les mêmes messages partout</translation>
    </message>
</context>
<context>
    <name>DiscoveryPage</name>
    <message>
        <source>Before you sign in</source>
        <translation>Avant de vous identifier</translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation>Changer d’adresse</translation>
    </message>
    <message>
        <source>Copied. Paste it into a message or a letter.</source>
        <translation>Copié. Collez-le dans un message ou une lettre.</translation>
    </message>
    <message>
        <source>Copy a text to send to my administrator</source>
        <translation>Copier le texte à envoyer à mon administrateur</translation>
    </message>
    <message>
        <source>Enter the settings</source>
        <translation>Saisir les réglages</translation>
    </message>
    <message>
        <source>Enter the settings &amp;myself</source>
        <translation>Saisir les réglages &amp;moi-même</translation>
    </message>
    <message>
        <source>From {source}.</source>
        <translation>D’après {source}.</translation>
    </message>
    <message>
        <source>From {source}. Encrypted connection.</source>
        <translation>D’après {source}. Connexion chiffrée.</translation>
    </message>
    <message>
        <source>How to do it, on the provider’s site</source>
        <translation>Comment faire, sur le site du fournisseur</translation>
    </message>
    <message>
        <source>IMAP keeps your mail on the server, POP on this computer. The next page lets you choose.</source>
        <translation>IMAP garde vos messages sur le serveur, POP sur cet ordinateur. Vous choisirez à la page suivante.</translation>
    </message>
    <message>
        <source>IMAP keeps your mail on the server.</source>
        <translation>IMAP garde vos messages sur le serveur.</translation>
    </message>
    <message>
        <source>Looking for the settings of {domain}</source>
        <translation>Recherche des réglages pour {domain}</translation>
    </message>
    <message>
        <source>Mail for {domain} is handled by {other}. Is that right?</source>
        <translation>Le courrier pour {domain} est géré par {other}. Est-ce bien cela ?</translation>
    </message>
    <message>
        <source>Mail programs are not let in</source>
        <translation>Les logiciels de courrier ne sont pas admis</translation>
    </message>
    <message>
        <source>No password is asked or sent meanwhile.</source>
        <translation>Aucun mot de passe n’est demandé ni envoyé pendant ce temps.</translation>
    </message>
    <message>
        <source>No settings found for {domain}</source>
        <translation>Aucun réglage trouvé pour {domain}</translation>
    </message>
    <message>
        <source>Only an unencrypted connection was found. Your password could be read on its way.</source>
        <translation>Seule une connexion non chiffrée a été trouvée. Votre mot de passe pourrait être lu en chemin.</translation>
    </message>
    <message>
        <source>POP keeps your mail on this computer.</source>
        <translation>POP garde vos messages sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Read more on the provider’s site</source>
        <translation>En savoir plus sur le site du fournisseur</translation>
    </message>
    <message>
        <source>Settings found</source>
        <translation>Réglages trouvés</translation>
    </message>
    <message>
        <source>Skip this step</source>
        <translation>Passer cette étape</translation>
    </message>
    <message>
        <source>The settings of {domain} could not be looked for</source>
        <translation>Les réglages pour {domain} n’ont pas pu être cherchés</translation>
    </message>
    <message>
        <source>This is common with small organisations. Look for “IMAP settings” on your provider’s site, or ask whoever runs your addresses.</source>
        <translation>C’est fréquent avec les petites structures. Cherchez « réglages IMAP » sur le site de votre fournisseur, ou demandez-les à la personne qui gère vos adresses.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>Utiliser ces réglages</translation>
    </message>
    <message>
        <source>Yes, that is right</source>
        <translation>Oui, c’est bien cela</translation>
    </message>
    <message>
        <source>Your provider accepts IMAP and POP.</source>
        <translation>Votre fournisseur accepte IMAP et POP.</translation>
    </message>
    <message>
        <source>Your provider accepts IMAP only.</source>
        <translation>Votre fournisseur n’accepte qu’IMAP.</translation>
    </message>
    <message>
        <source>Your provider accepts POP only.</source>
        <translation>Votre fournisseur n’accepte que POP.</translation>
    </message>
    <message>
        <source>{provider} does not let mail programs in. Its mail can be read on its site.</source>
        <translation>{provider} n’ouvre pas ses boîtes aux logiciels de courrier. Ses messages se lisent sur son site.</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>&amp;Offer me a backup every month</source>
        <translation>Me proposer une &amp;sauvegarde chaque mois</translation>
    </message>
    <message>
        <source>Add another address</source>
        <translation>Ajouter une autre adresse</translation>
    </message>
    <message>
        <source>All set</source>
        <translation>C’est prêt</translation>
    </message>
    <message>
        <source>Choose a &amp;folder…</source>
        <translation>Choisir un &amp;dossier…</translation>
    </message>
    <message>
        <source>Colour of this account</source>
        <translation>Couleur de ce compte</translation>
    </message>
    <message>
        <source>Facteur fetches headers first (sender, subject, date), then recent mail. You can start reading.</source>
        <translation>Facteur relève (va chercher) d’abord les en-têtes (expéditeur, sujet, date), puis les messages récents. Vous pouvez déjà lire.</translation>
    </message>
    <message>
        <source>Facteur is copying your mail. Nothing is deleted from the server until you agree.</source>
        <translation>Facteur copie vos messages. Rien ne sera effacé du serveur avant votre accord.</translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation>Garder sur cet ordinateur</translation>
    </message>
    <message>
        <source>Open my inbox</source>
        <translation>Ouvrir ma boîte</translation>
    </message>
    <message>
        <source>The folder for backups</source>
        <translation>Le dossier des sauvegardes</translation>
    </message>
    <message>
        <source>The texts that can be read offline. The list always shows everything.</source>
        <translation>Les textes lisibles hors connexion. La liste montre toujours tout.</translation>
    </message>
    <message>
        <source>This computer will be the only keeper of your mail. Choose a folder for the backups, best on another disk; without one, none is made.</source>
        <translation>Cet ordinateur sera le seul gardien de vos messages. Choisissez un dossier pour les sauvegardes, de préférence sur un autre disque ; sans dossier, aucune n’est faite.</translation>
    </message>
    <message>
        <source>everything</source>
        <comment>to keep on this computer</comment>
        <translation>tout</translation>
    </message>
    <message>
        <source>the last 3 months</source>
        <translation>les 3 derniers mois</translation>
    </message>
    <message>
        <source>the last year</source>
        <translation>la dernière année</translation>
    </message>
</context>
<context>
    <name>EmptyWords</name>
    <message>
        <source>Every message here has been read.</source>
        <translation>Tous les messages ont été lus.</translation>
    </message>
    <message>
        <source>First comes the list of your folders, then the newest messages.</source>
        <translation>D’abord la liste de vos dossiers, puis les messages les plus récents.</translation>
    </message>
    <message>
        <source>No folder is open</source>
        <translation>Aucun dossier ouvert</translation>
    </message>
    <message>
        <source>No messages here</source>
        <translation>Aucun message ici</translation>
    </message>
    <message>
        <source>No such message</source>
        <translation>Aucun message de ce genre</translation>
    </message>
    <message>
        <source>Nothing has been fetched yet</source>
        <translation>Rien n’est encore arrivé</translation>
    </message>
    <message>
        <source>Nothing here passes the filter.</source>
        <translation>Rien ici ne correspond au filtre.</translation>
    </message>
    <message>
        <source>Round finished</source>
        <translation>Tournée terminée</translation>
    </message>
    <message>
        <source>The list comes as soon as Facteur is connected.</source>
        <translation>La liste viendra dès que Facteur sera connecté.</translation>
    </message>
    <message>
        <source>The list of this folder is being fetched. The newest come first.</source>
        <translation>Facteur va chercher la liste de ce dossier, en commençant par les plus récents.</translation>
    </message>
    <message>
        <source>The messages are on their way</source>
        <translation>Les messages arrivent</translation>
    </message>
    <message>
        <source>This folder is empty.</source>
        <translation>Ce dossier est vide.</translation>
    </message>
    <message>
        <source>Your mail is on its way</source>
        <translation>Votre courrier arrive</translation>
    </message>
</context>
<context>
    <name>ErrorCard</name>
    <message>
        <source>Copy</source>
        <comment>the technical details, to the clipboard</comment>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>Détails techniques</translation>
    </message>
</context>
<context>
    <name>EstimateBox</name>
    <message>
        <source>Based on your last 30 days: {rate} a day on average.</source>
        <translation>D’après vos 30 derniers jours : {rate} par jour en moyenne.</translation>
    </message>
    <message>
        <source>Example for {messages} messages a day ({rate}). Facteur will refine it after 30 days of your mail.</source>
        <translation>Exemple pour {messages} messages par jour ({rate}). Facteur précisera après 30 jours de votre courrier.</translation>
    </message>
    <message>
        <source>Example for {messages} messages a day ({rate}). Facteur will refine it once connected.</source>
        <translation>Exemple pour {messages} messages par jour ({rate}). Facteur précisera après la connexion.</translation>
    </message>
    <message>
        <source>Not advised for beginners</source>
        <translation>Déconseillé quand on débute</translation>
    </message>
    <message>
        <source>POP does not report the mailbox size: see your provider’s site.</source>
        <translation>POP ne donne pas la taille de la boîte : regardez sur le site de votre fournisseur.</translation>
    </message>
    <message>
        <source>The copies left behind take up room. Once the server is full it turns new mail away, and the senders get an error.</source>
        <translation>Les copies laissées prennent de la place. Si le serveur est plein, il refuse les nouveaux messages et leurs expéditeurs reçoivent une erreur.</translation>
    </message>
    <message numerus="yes">
        <source>Your mailbox would be full before those {days} day(s) are over. Choose fewer days, or IMAP.</source>
        <translation>
            <numerusform>Votre boîte serait pleine avant la fin de {days} jour. Choisissez moins de jours, ou IMAP.</numerusform>
            <numerusform>Votre boîte serait pleine avant la fin de ces {days} jours. Choisissez moins de jours, ou IMAP.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{days} day(s) of mail: about {size}</source>
        <translation>
            <numerusform>{days} jour de courrier : environ {size}</numerusform>
            <numerusform>{days} jours de courrier : environ {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>{percent} of {total}</source>
        <translation>{percent} de {total}</translation>
    </message>
</context>
<context>
    <name>ExportQuestion</name>
    <message>
        <source>&amp;One file (.mbox), which every mail program can read</source>
        <translation>&amp;Un seul fichier (.mbox), que tous les logiciels de courrier savent lire</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>Choisir où…</translation>
    </message>
    <message>
        <source>One file for each &amp;message (.eml), in a folder</source>
        <translation>Un fichier par &amp;message (.eml), dans un dossier</translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message numerus="yes">
        <source>%n message(s) will be deleted on this computer, which may have the only copy. This cannot be undone.</source>
        <translation>
            <numerusform>%n message sera effacé de cet ordinateur, qui en a peut-être la seule copie. Il n’y a pas de retour possible.</numerusform>
            <numerusform>%n messages seront effacés de cet ordinateur, qui en a peut-être la seule copie. Il n’y a pas de retour possible.</numerusform>
        </translation>
    </message>
    <message>
        <source>At the top, beside the inbox</source>
        <translation>Tout en haut, à côté de la boîte de réception</translation>
    </message>
    <message numerus="yes">
        <source>Delete {count} message(s)</source>
        <translation>
            <numerusform>Effacer {count} message</numerusform>
            <numerusform>Effacer {count} messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {count} message(s) in {folder} for good?</source>
        <translation>
            <numerusform>Effacer définitivement {count} message de {folder} ?</numerusform>
            <numerusform>Effacer définitivement {count} messages de {folder} ?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {folder} and the {count} folder(s) inside it?</source>
        <translation>
            <numerusform>Supprimer {folder} et le dossier qu’il contient ({count}) ?</numerusform>
            <numerusform>Supprimer {folder} et les {count} dossiers qu’il contient ?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete {folder}?</source>
        <translation>Supprimer {folder} ?</translation>
    </message>
    <message numerus="yes">
        <source>Empty the trash ({count} message(s), {size})?</source>
        <translation>
            <numerusform>Vider la corbeille ({count} message, {size}) ?</numerusform>
            <numerusform>Vider la corbeille ({count} messages, {size}) ?</numerusform>
        </translation>
    </message>
    <message>
        <source>The server deletes its copies too, where it still has them.</source>
        <translation>Le serveur efface aussi ses copies, s’il les a encore.</translation>
    </message>
    <message>
        <source>The server follows your setting {rule}.</source>
        <translation>Le serveur suit votre réglage {rule}.</translation>
    </message>
    <message>
        <source>There are no messages inside.</source>
        <translation>Il ne contient aucun message.</translation>
    </message>
    <message>
        <source>Undone: all is as it was before</source>
        <translation>Annulé : tout est comme avant</translation>
    </message>
    <message>
        <source>delete once it is safe here</source>
        <translation>effacer une fois en sûreté ici</translation>
    </message>
    <message numerus="yes">
        <source>leave for %n day(s)</source>
        <translation>
            <numerusform>laisser %n jour</numerusform>
            <numerusform>laisser %n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>never delete</source>
        <translation>ne jamais effacer</translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) copied to {folder}</source>
        <translation>
            <numerusform>{count} message copié dans {folder}</numerusform>
            <numerusform>{count} messages copiés dans {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) deleted for good</source>
        <translation>
            <numerusform>{count} message effacé définitivement</numerusform>
            <numerusform>{count} messages effacés définitivement</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) moved to the trash</source>
        <translation>
            <numerusform>{count} message mis à la corbeille</numerusform>
            <numerusform>{count} messages mis à la corbeille</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) moved to {folder}</source>
        <translation>
            <numerusform>{count} message déplacé dans {folder}</numerusform>
            <numerusform>{count} messages déplacés dans {folder}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) put back where they were</source>
        <translation>
            <numerusform>{count} message remis à sa place</numerusform>
            <numerusform>{count} messages remis à leur place</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) will move to the trash.</source>
        <translation>
            <numerusform>{count} message ira à la corbeille.</numerusform>
            <numerusform>{count} messages iront à la corbeille.</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder} is deleted; its messages are in the trash</source>
        <translation>{folder} est supprimé ; ses messages sont à la corbeille</translation>
    </message>
    <message>
        <source>{subject} is back where it was</source>
        <translation>{subject} est revenu à sa place</translation>
    </message>
    <message>
        <source>{subject} is in the trash</source>
        <translation>{subject} mis à la corbeille</translation>
    </message>
    <message>
        <source>{subject} is now in {folder}</source>
        <translation>{subject} est maintenant dans {folder}</translation>
    </message>
    <message>
        <source>{subject} was copied to {folder}</source>
        <translation>{subject} copié dans {folder}</translation>
    </message>
</context>
<context>
    <name>FilingController</name>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message numerus="yes">
        <source>Copy {count} message(s) to</source>
        <translation>
            <numerusform>Copier {count} message vers</numerusform>
            <numerusform>Copier {count} messages vers</numerusform>
        </translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Déplacer</translation>
    </message>
    <message numerus="yes">
        <source>Move {count} message(s) to</source>
        <translation>
            <numerusform>Déplacer {count} message vers</numerusform>
            <numerusform>Déplacer {count} messages vers</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>FolderChooser</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Narrow the folders</source>
        <translation>Filtrer les dossiers</translation>
    </message>
    <message>
        <source>No folder has this in its name.</source>
        <translation>Aucun dossier n’a cela dans son nom.</translation>
    </message>
    <message>
        <source>Type a part of the name</source>
        <translation>Tapez une partie du nom</translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message>
        <source>All messages</source>
        <translation>Tous les messages</translation>
    </message>
    <message>
        <source>Archive</source>
        <comment>name of the folder</comment>
        <translation>Archives</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Brouillons</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Boîte de réception</translation>
    </message>
    <message>
        <source>Junk</source>
        <translation>Indésirables</translation>
    </message>
    <message>
        <source>Sent</source>
        <comment>name of the folder of sent messages</comment>
        <translation>Envoyés</translation>
    </message>
    <message>
        <source>Starred</source>
        <comment>name of the folder</comment>
        <translation>Étoilés</translation>
    </message>
    <message>
        <source>Trash</source>
        <comment>name of the folder</comment>
        <translation>Corbeille</translation>
    </message>
</context>
<context>
    <name>FoldersController</name>
    <message>
        <source>Delete the folder</source>
        <translation>Supprimer le dossier</translation>
    </message>
    <message>
        <source>Inside {folder}</source>
        <translation>Dans {folder}</translation>
    </message>
    <message>
        <source>Make the folder</source>
        <translation>Créer le dossier</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Déplacer</translation>
    </message>
    <message>
        <source>Move {folder} below</source>
        <translation>Déplacer {folder} sous</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Nouveau dossier</translation>
    </message>
    <message>
        <source>On this computer, in {account}</source>
        <translation>Sur cet ordinateur, dans {account}</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <source>Rename the folder</source>
        <translation>Renommer le dossier</translation>
    </message>
    <message>
        <source>The folder {name} is made</source>
        <translation>Le dossier {name} est créé</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 at %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>(no sender)</source>
        <translation>(sans expéditeur)</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(sans sujet)</translation>
    </message>
    <message>
        <source>today</source>
        <translation>aujourd’hui</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>hier</translation>
    </message>
</context>
<context>
    <name>FoundTable</name>
    <message>
        <source>Receiving (IMAP)</source>
        <translation>Réception (IMAP)</translation>
    </message>
    <message>
        <source>Receiving (POP)</source>
        <translation>Réception (POP)</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Envoi</translation>
    </message>
    <message>
        <source>port {port}, {security} · {origin}</source>
        <translation>port {port}, {security} · {origin}</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Last week</source>
        <translation>La semaine dernière</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Plus ancien</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Cette semaine</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd’hui</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Hier</translation>
    </message>
</context>
<context>
    <name>HeaderCard</name>
    <message>
        <source>A reply would go to another address than the sender’s.</source>
        <translation>Une réponse irait à une autre adresse que celle de l’expéditeur.</translation>
    </message>
    <message>
        <source>The head of this message is unusual. Take care with what it asks.</source>
        <translation>L’en-tête de ce message est inhabituel. Méfiez-vous de ce qu’il demande.</translation>
    </message>
    <message>
        <source>The sender’s name looks like another address. The real one stands beside it.</source>
        <translation>Le nom de l’expéditeur ressemble à une autre adresse. La vraie est écrite à côté.</translation>
    </message>
    <message>
        <source>This message names several senders. Who really sent it is not certain.</source>
        <translation>Ce message nomme plusieurs expéditeurs. On ne sait pas qui l’a vraiment envoyé.</translation>
    </message>
    <message>
        <source>today at {time}</source>
        <translation>aujourd’hui à {time}</translation>
    </message>
    <message>
        <source>yesterday at {time}</source>
        <translation>hier à {time}</translation>
    </message>
</context>
<context>
    <name>HeaderCardView</name>
    <message>
        <source>(no sender)</source>
        <translation>(sans expéditeur)</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(sans sujet)</translation>
    </message>
    <message>
        <source>Cc: {names}</source>
        <translation>Cc : {names}</translation>
    </message>
    <message>
        <source>From: {names}</source>
        <translation>De : {names}</translation>
    </message>
    <message>
        <source>Reply to: {names}</source>
        <translation>Répondre à : {names}</translation>
    </message>
    <message>
        <source>Show all recipients</source>
        <translation>Afficher tous les destinataires</translation>
    </message>
    <message>
        <source>Show fewer recipients</source>
        <translation>Afficher moins de destinataires</translation>
    </message>
    <message>
        <source>To: nobody named</source>
        <translation>À : personne de nommé</translation>
    </message>
    <message>
        <source>To: {names}</source>
        <translation>À : {names}</translation>
    </message>
    <message numerus="yes">
        <source>and %n other(s)</source>
        <comment>recipients of a message</comment>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>me</source>
        <comment>the user, among the recipients</comment>
        <translation>moi</translation>
    </message>
</context>
<context>
    <name>IdentitiesBox</name>
    <message>
        <source>Add an address…</source>
        <translation>Ajouter une adresse…</translation>
    </message>
    <message>
        <source>Addresses you send from</source>
        <translation>Adresses d’envoi</translation>
    </message>
    <message>
        <source>Edit…</source>
        <comment>an address</comment>
        <translation>Modifier…</translation>
    </message>
    <message>
        <source>Remove</source>
        <comment>an address</comment>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>This one belongs to the account itself.</source>
        <translation>Celle-ci est l’adresse du compte lui-même.</translation>
    </message>
    <message>
        <source>{address} (the usual one)</source>
        <translation>{address} (l’habituelle)</translation>
    </message>
</context>
<context>
    <name>IdentityDialog</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Address to send from</source>
        <translation>Adresse d’envoi</translation>
    </message>
    <message>
        <source>Answers go to (if elsewhere)</source>
        <translation>Réponses à (si ailleurs)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Something is missing: an address looks like name@domain.com.</source>
        <translation>Il manque quelque chose : une adresse ressemble à nom@domaine.fr.</translation>
    </message>
</context>
<context>
    <name>ImportQuestion</name>
    <message>
        <source>A file: mbox, .eml, or a Facteur backup. A folder: Maildir, .eml files, or the folder in which Thunderbird keeps mail.</source>
        <translation>Un fichier : mbox, .eml ou une sauvegarde Facteur. Un dossier : Maildir, des fichiers .eml, ou le dossier où Thunderbird garde le courrier.</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>Un fichier…</translation>
    </message>
    <message>
        <source>A folder…</source>
        <translation>Un dossier…</translation>
    </message>
</context>
<context>
    <name>KeepPage</name>
    <message>
        <source>Compare in detail</source>
        <translation>Comparer en détail</translation>
    </message>
    <message>
        <source>Continue with IMAP</source>
        <translation>Continuer avec IMAP</translation>
    </message>
    <message>
        <source>Continue with POP</source>
        <translation>Continuer avec POP</translation>
    </message>
    <message>
        <source>Facteur downloads your mail, then deletes it from the server. This computer becomes its only keeper.</source>
        <translation>Facteur télécharge vos messages puis les efface du serveur. Cet ordinateur en devient le seul gardien.</translation>
    </message>
    <message>
        <source>Facteur takes the headers (sender, subject, date) first, then what you choose</source>
        <translation>Facteur prend d’abord les en-têtes (expéditeur, sujet, date), puis ce que vous choisissez</translation>
    </message>
    <message>
        <source>Folders, replies and stars are the same everywhere</source>
        <translation>Dossiers, réponses et étoiles retrouvés partout</translation>
    </message>
    <message>
        <source>Help me choose (3 questions)</source>
        <translation>M’aider à choisir (3 questions)</translation>
    </message>
    <message>
        <source>If this computer’s disk breaks without a backup, everything is lost; moving to another program is harder</source>
        <translation>Si le disque de cet ordinateur casse sans sauvegarde, tout est perdu ; changer de logiciel est plus délicat</translation>
    </message>
    <message>
        <source>Nothing is deleted before you agree. To change this later, add the address anew.</source>
        <translation>Rien n’est effacé avant votre accord. Pour changer plus tard, ajoutez de nouveau l’adresse.</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Sur le serveur</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Sur cet ordinateur</translation>
    </message>
    <message>
        <source>Recommended for you</source>
        <translation>Recommandé pour vous</translation>
    </message>
    <message>
        <source>Server space fills up with the mail you keep</source>
        <translation>L’espace du serveur se remplit avec les messages gardés</translation>
    </message>
    <message>
        <source>Simple, and accepted by almost every provider</source>
        <translation>Simple, et accepté par presque tous les fournisseurs</translation>
    </message>
    <message>
        <source>Takes almost no space on the server</source>
        <translation>Presque pas de place prise sur le serveur</translation>
    </message>
    <message>
        <source>The same mail on your computer, phone and webmail (in the browser), all at once</source>
        <translation>Les mêmes messages sur l’ordinateur, le téléphone et le webmail (dans le navigateur), en même temps</translation>
    </message>
    <message>
        <source>This is the choice that matters most. It decides where your mail lives, and who has to back it up.</source>
        <translation>C’est le choix le plus important. Il décide où vivent vos messages, et qui doit les sauvegarder.</translation>
    </message>
    <message>
        <source>Usually best</source>
        <translation>Conseillé en général</translation>
    </message>
    <message>
        <source>Webmail no longer shows downloaded mail</source>
        <translation>Le webmail ne montre plus les messages téléchargés</translation>
    </message>
    <message>
        <source>Where should your mail be kept?</source>
        <translation>Où garder vos messages ?</translation>
    </message>
    <message>
        <source>Your mail stays with your provider. Facteur keeps a copy so that you can read offline.</source>
        <translation>Vos messages restent chez votre fournisseur. Facteur en garde une copie pour lire hors connexion.</translation>
    </message>
    <message>
        <source>Your provider accepts IMAP only.</source>
        <translation>Votre fournisseur n’accepte qu’IMAP.</translation>
    </message>
    <message>
        <source>Your provider accepts POP only.</source>
        <translation>Votre fournisseur n’accepte que POP.</translation>
    </message>
</context>
<context>
    <name>KeyringName</name>
    <message>
        <source>the Credential Manager</source>
        <comment>of Windows</comment>
        <translation>le Gestionnaire d’identification</translation>
    </message>
    <message>
        <source>the Keychain</source>
        <comment>of macOS</comment>
        <translation>le Trousseau d’accès</translation>
    </message>
    <message>
        <source>the keyring of this computer</source>
        <translation>le trousseau de cet ordinateur</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>key</comment>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Esc</source>
        <comment>key</comment>
        <translation>Échap</translation>
    </message>
    <message>
        <source>In lists</source>
        <translation>Dans les listes</translation>
    </message>
    <message>
        <source>Keys of the keyboard</source>
        <translation>Touches du clavier</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>Barre de menus</translation>
    </message>
    <message>
        <source>Menu of the row</source>
        <translation>Menu de la ligne</translation>
    </message>
    <message>
        <source>Next or previous row</source>
        <translation>Ligne suivante ou précédente</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Un pas en arrière</translation>
    </message>
    <message>
        <source>Open or close a folder’s branch</source>
        <translation>Ouvrir ou fermer la branche d’un dossier</translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation>Ouvrir la ligne</translation>
    </message>
    <message>
        <source>Shift+F10</source>
        <translation>Maj+F10</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>(no sender)</source>
        <translation>(sans expéditeur)</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(sans sujet)</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Compte</translation>
    </message>
    <message>
        <source>Deleted</source>
        <comment>a message, on the server</comment>
        <translation>Effacé</translation>
    </message>
    <message>
        <source>Deleted here for good</source>
        <translation>Effacée définitivement</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Pas encore connu</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Sur le serveur</translation>
    </message>
    <message>
        <source>Refused, still there</source>
        <translation>Refusé, encore là</translation>
    </message>
    <message numerus="yes">
        <source>Rule: after %n day(s)</source>
        <translation>
            <numerusform>Règle : après %n jour</numerusform>
            <numerusform>Règle : après %n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Rule: delete once it is here</source>
        <translation>Règle : effacer après copie</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Still there</source>
        <translation>Encore là</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Sujet</translation>
    </message>
    <message>
        <source>The copy here</source>
        <translation>La copie ici</translation>
    </message>
    <message>
        <source>The copy here was checked on {date}</source>
        <translation>Copie d’ici vérifiée : {date}</translation>
    </message>
    <message>
        <source>The server agreed</source>
        <translation>Le serveur a accepté</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>You deleted it here</source>
        <translation>Vous l’avez supprimé ici</translation>
    </message>
</context>
<context>
    <name>LedgerDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Account, sender, subject or UIDL</source>
        <translation>Compte, expéditeur, objet ou UIDL</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Deleted from servers</source>
        <translation>Effacés des serveurs</translation>
    </message>
    <message>
        <source>Every message that Facteur has had deleted from a server, newest first. Only messages saved and checked on this computer are deleted there.</source>
        <translation>Tous les messages que Facteur a fait effacer d’un serveur, les plus récents d’abord. Seuls des messages enregistrés et vérifiés sur cet ordinateur y sont effacés.</translation>
    </message>
    <message>
        <source>Facteur has not had any message deleted from a server.</source>
        <translation>Facteur n’a fait effacer aucun message d’un serveur.</translation>
    </message>
    <message>
        <source>Nothing in this list has all these words.</source>
        <translation>Rien dans cette liste ne contient tous ces mots.</translation>
    </message>
    <message>
        <source>Search this list</source>
        <translation>Chercher dans cette liste</translation>
    </message>
    <message>
        <source>This list cannot be read at the moment.</source>
        <translation>Cette liste ne peut pas être lue pour le moment.</translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s)</source>
        <comment>of the ledger</comment>
        <translation>
            <numerusform>{count} message</numerusform>
            <numerusform>{count} messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) found</source>
        <comment>in the ledger</comment>
        <translation>
            <numerusform>{count} message trouvé</numerusform>
            <numerusform>{count} messages trouvés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message>
        <source>By date</source>
        <translation>Par date</translation>
    </message>
    <message>
        <source>By sender</source>
        <translation>Par expéditeur</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>Par taille</translation>
    </message>
    <message>
        <source>By subject</source>
        <translation>Par sujet</translation>
    </message>
    <message>
        <source>From A to Z</source>
        <translation>De A à Z</translation>
    </message>
    <message>
        <source>From Z to A</source>
        <translation>De Z à A</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Du plus gros au plus petit</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Du plus récent au plus ancien</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Du plus ancien au plus récent</translation>
    </message>
    <message>
        <source>Order of the messages</source>
        <translation>Ordre des messages</translation>
    </message>
    <message>
        <source>Show only messages with a star</source>
        <translation>N’afficher que les messages étoilés</translation>
    </message>
    <message>
        <source>Show only messages with an attachment</source>
        <translation>N’afficher que les messages avec pièce jointe</translation>
    </message>
    <message>
        <source>Show only unread messages</source>
        <translation>N’afficher que les messages non lus</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>Du plus petit au plus gros</translation>
    </message>
    <message>
        <source>Starred</source>
        <comment>filter: only messages with a star</comment>
        <translation>Étoilés</translation>
    </message>
    <message>
        <source>Unread</source>
        <comment>filter: only unread messages</comment>
        <translation>Non lus</translation>
    </message>
    <message>
        <source>With attachment</source>
        <comment>filter</comment>
        <translation>Avec pièce jointe</translation>
    </message>
</context>
<context>
    <name>MailboxesView</name>
    <message>
        <source>Accounts and folders</source>
        <translation>Comptes et dossiers</translation>
    </message>
</context>
<context>
    <name>ManualPage</name>
    <message>
        <source>&amp;Go on unencrypted</source>
        <translation>&amp;Continuer sans chiffrement</translation>
    </message>
    <message>
        <source>A port is a number between 1 and 65535.</source>
        <translation>Un port est un nombre entre 1 et 65535.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <comment>sign-in method</comment>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Facteur downloads your mail, then deletes it from the server once you agree. This computer becomes its only keeper.</source>
        <translation>Facteur télécharge vos messages, puis les efface du serveur quand vous êtes d’accord. Cet ordinateur en devient le seul gardien.</translation>
    </message>
    <message>
        <source>On the server (IMAP)</source>
        <translation>Sur le serveur (IMAP)</translation>
    </message>
    <message>
        <source>On this computer (POP)</source>
        <translation>Sur cet ordinateur (POP)</translation>
    </message>
    <message>
        <source>Password or app password</source>
        <translation>Mot de passe ou mot de passe d’application</translation>
    </message>
    <message>
        <source>Paste settings received by mail</source>
        <translation>Coller les réglages reçus par message</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Réception</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Envoi</translation>
    </message>
    <message>
        <source>Server settings</source>
        <translation>Réglages du serveur</translation>
    </message>
    <message>
        <source>Sign-in method</source>
        <translation>Façon de s’identifier</translation>
    </message>
    <message>
        <source>Test these settings</source>
        <translation>Tester ces réglages</translation>
    </message>
    <message>
        <source>That is not a server name. It has no spaces, slashes or “@”.</source>
        <translation>Ce n’est pas un nom de serveur. Il n’a ni espaces, ni barres, ni « @ ».</translation>
    </message>
    <message>
        <source>The server name is missing. It looks like {example}.example.com.</source>
        <translation>Il manque le nom du serveur. Il ressemble à {example}.exemple.fr.</translation>
    </message>
    <message>
        <source>The user name is missing.</source>
        <translation>Il manque l’identifiant.</translation>
    </message>
    <message>
        <source>Without encryption your password and mail can be read on the network.</source>
        <translation>Sans chiffrement, votre mot de passe et vos messages peuvent être lus sur le réseau.</translation>
    </message>
    <message>
        <source>Your mail stays with your provider. Facteur keeps a copy so that you can read offline.</source>
        <translation>Vos messages restent chez votre fournisseur. Facteur en garde une copie pour lire hors connexion.</translation>
    </message>
    <message>
        <source>imap.example.com</source>
        <translation>imap.exemple.fr</translation>
    </message>
    <message>
        <source>pop.example.com</source>
        <translation>pop.exemple.fr</translation>
    </message>
    <message>
        <source>smtp.example.com</source>
        <translation>smtp.exemple.fr</translation>
    </message>
    <message>
        <source>{provider}’s page, in the browser (OAuth)</source>
        <translation>Page {provider}, dans le navigateur (OAuth)</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>(text on the server)</source>
        <translation>(texte sur le serveur)</translation>
    </message>
</context>
<context>
    <name>MessagesController</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <comment>in this folder</comment>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <comment>messages in this folder</comment>
        <translation>
            <numerusform>%n non lu</numerusform>
            <numerusform>%n non lus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessagesView</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <comment>came in above</comment>
        <translation>
            <numerusform>%n nouveau message</numerusform>
            <numerusform>%n nouveaux messages</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to the newest message</source>
        <translation>Aller au message le plus récent</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Sorted among {here} of {all} messages; the rest is on its way.</source>
        <translation>Tri parmi {here} messages sur {all} ; la suite arrive.</translation>
    </message>
</context>
<context>
    <name>NamingDialog</name>
    <message>
        <source>A name cannot have a “/” in it.</source>
        <translation>Un nom ne peut pas contenir de « / ».</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Name of the folder</source>
        <translation>Nom du dossier</translation>
    </message>
</context>
<context>
    <name>NoticeCentre</name>
    <message numerus="yes">
        <source>Backup of {count} message(s) made and checked</source>
        <translation>
            <numerusform>Sauvegarde de {count} message faite et vérifiée</numerusform>
            <numerusform>Sauvegarde de {count} messages faite et vérifiée</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fait</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Informations</translation>
    </message>
    <message>
        <source>Mail still arrives. Make room before it is full: delete large messages on your provider’s site and empty the trash there, or ask your provider for more space.</source>
        <translation>Les messages arrivent encore. Faites de la place avant qu’elle ne soit pleine : supprimez les gros messages sur le site de votre fournisseur et videz-y la corbeille, ou demandez-lui plus de place.</translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n minute(s).</source>
        <translation>
            <numerusform>Nouvel essai dans %n minute.</numerusform>
            <numerusform>Nouvel essai dans %n minutes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problèmes</translation>
    </message>
    <message>
        <source>The list was damaged or older than the messages. Nothing is lost.</source>
        <translation>La liste était abîmée ou plus ancienne que les messages. Rien n’est perdu.</translation>
    </message>
    <message>
        <source>The mailbox on the server is full ({used} of {total})</source>
        <translation>La boîte sur le serveur est pleine ({used} sur {total})</translation>
    </message>
    <message>
        <source>The mailbox on the server is nearly full: {percent} ({used} of {total})</source>
        <translation>La boîte sur le serveur est presque pleine : {percent} ({used} sur {total})</translation>
    </message>
    <message>
        <source>The mailbox on the server is {percent} full ({used} of {total})</source>
        <translation>La boîte sur le serveur est remplie à {percent} ({used} sur {total})</translation>
    </message>
    <message>
        <source>They were saved and checked here first ({size}). The list of what left the server names each, and where its copy is.</source>
        <translation>Ils ont d’abord été enregistrés et vérifiés ici ({size}). La liste de ce qui a quitté le serveur les nomme un par un et dit où est leur copie.</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>À faire</translation>
    </message>
    <message>
        <source>When no room is left, the server refuses new mail and its senders get it back. Make room now: delete large messages on your provider’s site and empty the trash there, or ask your provider for more space.</source>
        <translation>Quand il n’y aura plus de place, le serveur refusera les nouveaux messages et leurs expéditeurs les verront revenir. Faites de la place maintenant : supprimez les gros messages sur le site de votre fournisseur et videz-y la corbeille, ou demandez-lui plus de place.</translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) exported</source>
        <translation>
            <numerusform>{count} message exporté</numerusform>
            <numerusform>{count} messages exportés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) imported</source>
        <translation>
            <numerusform>{count} message importé</numerusform>
            <numerusform>{count} messages importés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) left the server</source>
        <translation>
            <numerusform>{count} message a quitté le serveur</numerusform>
            <numerusform>{count} messages ont quitté le serveur</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) were put back into the list</source>
        <translation>
            <numerusform>{count} message a été remis dans la liste</numerusform>
            <numerusform>{count} messages ont été remis dans la liste</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeCentreView</name>
    <message>
        <source>All is well</source>
        <translation>Tout va bien</translation>
    </message>
    <message>
        <source>Copy for support (no password, no content)</source>
        <translation>Copier pour l’assistance (sans mot de passe ni contenu)</translation>
    </message>
    <message>
        <source>Do not tell me again</source>
        <translation>Ne plus signaler</translation>
    </message>
    <message>
        <source>Notices</source>
        <comment>title of the notice centre</comment>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Ranger</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>Détails techniques</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Answer…</source>
        <translation>Répondre…</translation>
    </message>
    <message>
        <source>Go online</source>
        <translation>Revenir en ligne</translation>
    </message>
    <message>
        <source>See the details</source>
        <translation>Voir les détails</translation>
    </message>
    <message>
        <source>See what waits</source>
        <translation>Voir ce qui attend</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
</context>
<context>
    <name>Origins</name>
    <message>
        <source>Internet directory (DNS)</source>
        <translation>annuaire d’Internet (DNS)</translation>
    </message>
    <message>
        <source>encrypted (STARTTLS)</source>
        <translation>chiffrée (STARTTLS)</translation>
    </message>
    <message>
        <source>encrypted (TLS)</source>
        <translation>chiffrée (TLS)</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>en service</translation>
    </message>
    <message>
        <source>known provider</source>
        <translation>fournisseur connu</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>non chiffrée</translation>
    </message>
    <message>
        <source>public directory of providers</source>
        <translation>annuaire public des fournisseurs</translation>
    </message>
    <message>
        <source>published by {domain}</source>
        <translation>publié par {domain}</translation>
    </message>
    <message>
        <source>the Internet directory (DNS)</source>
        <translation>l’annuaire d’Internet (DNS)</translation>
    </message>
    <message>
        <source>the providers Facteur knows</source>
        <translation>les fournisseurs connus de Facteur</translation>
    </message>
    <message>
        <source>the public directory of providers</source>
        <translation>l’annuaire public des fournisseurs</translation>
    </message>
    <message>
        <source>the settings in use</source>
        <translation>les réglages en service</translation>
    </message>
    <message>
        <source>the settings published by {domain}</source>
        <translation>les réglages publiés par {domain}</translation>
    </message>
    <message>
        <source>the usual names</source>
        <translation>les noms habituels</translation>
    </message>
    <message>
        <source>typed by you</source>
        <translation>saisi par vous</translation>
    </message>
    <message>
        <source>usual name, tried</source>
        <translation>nom habituel, essayé</translation>
    </message>
    <message>
        <source>what Facteur knows of {provider}</source>
        <translation>la liste de Facteur ({provider})</translation>
    </message>
    <message>
        <source>what you typed</source>
        <translation>ce que vous avez saisi</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>PassphraseQuestion</name>
    <message>
        <source>Open the backup</source>
        <translation>Ouvrir la sauvegarde</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Phrase secrète</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Mot de passe</translation>
    </message>
    <message>
        <source>&amp;Remember it in the keyring of this computer</source>
        <translation>Le &amp;retenir dans le trousseau de cet ordinateur</translation>
    </message>
    <message>
        <source>It is for receiving ({receiving}) and for sending ({sending}).</source>
        <translation>Il sert à recevoir ({receiving}) et à envoyer ({sending}).</translation>
    </message>
    <message>
        <source>It is for receiving ({receiving}).</source>
        <translation>Il sert à recevoir ({receiving}).</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>No keyring is open: Facteur will ask at each start.</source>
        <translation>Aucun trousseau n’est ouvert : Facteur le demandera à chaque démarrage.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Password of {address}</source>
        <translation>Mot de passe pour {address}</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>S’identifier</translation>
    </message>
    <message>
        <source>The server refused the user name or password. Network and server are fine. Some providers ask for an “app password” made on their site.</source>
        <translation>Le serveur a refusé l’identifiant ou le mot de passe. Le réseau et le serveur répondent bien. Certains fournisseurs demandent un « mot de passe d’application » à créer sur leur site.</translation>
    </message>
    <message>
        <source>What is on this computer can be read. New mail waits for the password.</source>
        <translation>Ce qui est sur cet ordinateur peut être lu. Les nouveaux messages attendent le mot de passe.</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide the password</source>
        <translation>Masquer le mot de passe</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Afficher le mot de passe</translation>
    </message>
</context>
<context>
    <name>PasteBox</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>No server name was found in this text.</source>
        <translation>Aucun nom de serveur n’a été trouvé dans ce texte.</translation>
    </message>
    <message>
        <source>Paste here the text in which somebody sent you the settings.</source>
        <translation>Collez ici le texte par lequel on vous a envoyé les réglages.</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Envoi</translation>
    </message>
    <message>
        <source>Take these over</source>
        <translation>Reprendre ces réglages</translation>
    </message>
    <message>
        <source>User name: {user}</source>
        <translation>Identifiant : {user}</translation>
    </message>
    <message>
        <source>{purpose}: {host}</source>
        <translation>{purpose} : {host}</translation>
    </message>
    <message>
        <source>{purpose}: {host}, port {port}</source>
        <translation>{purpose} : {host}, port {port}</translation>
    </message>
</context>
<context>
    <name>PinsBox</name>
    <message>
        <source>Trust it no longer</source>
        <translation>Ne plus lui faire confiance</translation>
    </message>
    <message>
        <source>You trust one certificate of {host}, by its fingerprint (SHA-256):</source>
        <translation>Vous faites confiance à un certificat du serveur {host}, d’après son empreinte (SHA-256) :</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>On this computer</source>
        <translation>Sur cet ordinateur</translation>
    </message>
</context>
<context>
    <name>PopOptionsPage</name>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>What about mail already copied?</source>
        <translation>Et les messages déjà copiés ?</translation>
    </message>
    <message>
        <source>With POP, Facteur copies your mail to this computer. What becomes of it on the server?</source>
        <translation>Avec POP, Facteur copie vos messages sur cet ordinateur. Que deviennent-ils sur le serveur ?</translation>
    </message>
</context>
<context>
    <name>PracticeController</name>
    <message>
        <source>Add my address</source>
        <translation>Ajouter mon adresse</translation>
    </message>
    <message>
        <source>Demo mode: these messages are samples. Nothing leaves this computer.</source>
        <translation>Mode découverte : ces messages sont des exemples. Rien ne sort de cet ordinateur.</translation>
    </message>
    <message>
        <source>Hide lessons</source>
        <translation>Masquer les leçons</translation>
    </message>
    <message>
        <source>Leave the demo</source>
        <translation>Quitter la découverte</translation>
    </message>
    <message>
        <source>Show lessons</source>
        <translation>Afficher les leçons</translation>
    </message>
    <message>
        <source>The line is cut.</source>
        <translation>La ligne est coupée.</translation>
    </message>
    <message>
        <source>The practice server has ended. Leave and start anew.</source>
        <translation>Le serveur d’exercice s’est arrêté. Quittez et recommencez.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fait</translation>
    </message>
</context>
<context>
    <name>PracticeEnds</name>
    <message>
        <source>starred</source>
        <translation>étoilé</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>non lu</translation>
    </message>
</context>
<context>
    <name>PracticeLessons</name>
    <message>
        <source>A message arrives</source>
        <translation>Un message arrive</translation>
    </message>
    <message>
        <source>Bring the line back</source>
        <translation>Rétablir la ligne</translation>
    </message>
    <message>
        <source>Collect and empty the server</source>
        <translation>Relever et vider le serveur</translation>
    </message>
    <message>
        <source>Cut the line</source>
        <translation>Couper la ligne</translation>
    </message>
    <message>
        <source>Let one arrive</source>
        <translation>En faire arriver un</translation>
    </message>
    <message>
        <source>Let the phone read and star one</source>
        <translation>Faire lire et étoiler par le téléphone</translation>
    </message>
    <message>
        <source>Offline, and back</source>
        <translation>Hors connexion, puis de retour</translation>
    </message>
    <message>
        <source>POP empties the server</source>
        <translation>POP vide le serveur</translation>
    </message>
    <message>
        <source>POP leaves a copy for three days</source>
        <translation>POP laisse une copie trois jours</translation>
    </message>
    <message>
        <source>POP moves the mail to this computer. With “delete from the server”, each message leaves the server once its copy here is checked: phone and webmail no longer see it.</source>
        <translation>POP déménage le courrier sur cet ordinateur. Avec « effacer du serveur », chaque message quitte le serveur dès que sa copie ici est vérifiée : téléphone et webmail ne le voient plus.</translation>
    </message>
    <message>
        <source>Read and star on two devices</source>
        <translation>Lire et étoiler sur deux appareils</translation>
    </message>
    <message>
        <source>Receive two messages</source>
        <translation>Recevoir deux messages</translation>
    </message>
    <message>
        <source>Turn the clock on by three days</source>
        <translation>Avancer l’horloge de trois jours</translation>
    </message>
    <message>
        <source>What you do without a connection waits on this computer and reaches the server later, in the same order.</source>
        <translation>Ce que vous faites sans connexion attend sur cet ordinateur et part plus tard vers le serveur, dans le même ordre.</translation>
    </message>
    <message>
        <source>With IMAP the mail stays on the server; this computer shows it and keeps a copy of what you read. Watch both ends.</source>
        <translation>Avec IMAP, le courrier reste sur le serveur ; cet ordinateur le montre et garde une copie de ce que vous lisez. Regardez les deux côtés.</translation>
    </message>
    <message>
        <source>With IMAP, read and starred are noted on the server: what one device does, the others show.</source>
        <translation>Avec IMAP, « lu » et « étoilé » sont notés sur le serveur : ce que fait un appareil, les autres le montrent.</translation>
    </message>
    <message>
        <source>With “leave for 3 days” the phone still sees new mail for a while. Then only this computer has it.</source>
        <translation>Avec « laisser 3 jours », le téléphone voit encore un moment le nouveau courrier. Ensuite, seul cet ordinateur l’a.</translation>
    </message>
    <message>
        <source>Your turn: star a message in the list, or take a star away, and watch the server.</source>
        <translation>À vous : mettez ou retirez une étoile dans la liste, et regardez le serveur.</translation>
    </message>
    <message>
        <source>Your turn: star a message, or take a star away. The server does not know yet.</source>
        <translation>À vous : mettez ou retirez une étoile. Le serveur ne le sait pas encore.</translation>
    </message>
</context>
<context>
    <name>PracticePanel</name>
    <message>
        <source>IMAP: the mail stays on the server; this computer keeps a copy.</source>
        <translation>IMAP : le courrier reste sur le serveur ; cet ordinateur en garde une copie.</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Sur le serveur</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Sur cet ordinateur</translation>
    </message>
    <message>
        <source>POP: the mail is brought to this computer.</source>
        <translation>POP : le courrier est apporté sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Exercice</translation>
    </message>
    <message numerus="yes">
        <source>The clock of this practice is %n day(s) ahead.</source>
        <translation>
            <numerusform>L’horloge de l’exercice a %n jour d’avance.</numerusform>
            <numerusform>L’horloge de l’exercice a %n jours d’avance.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try for yourself</source>
        <translation>À vous d’essayer</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>A folder cannot lie in itself</source>
        <translation>Un dossier ne peut pas être dans lui-même</translation>
    </message>
    <message>
        <source>A message is far longer than the server said</source>
        <translation>Un message est bien plus long que le serveur ne l’avait dit</translation>
    </message>
    <message>
        <source>A message kept on this computer is damaged</source>
        <translation>Un message gardé sur cet ordinateur est abîmé</translation>
    </message>
    <message>
        <source>A name is not empty, not too long, and neither begins nor ends with a space.</source>
        <translation>Un nom n’est ni vide ni trop long, et ne commence ni ne finit par une espace.</translation>
    </message>
    <message>
        <source>A newer Facteur made this backup</source>
        <translation>Un Facteur plus récent a fait cette sauvegarde</translation>
    </message>
    <message>
        <source>A newer Facteur wrote these files</source>
        <translation>Un Facteur plus récent a écrit ces fichiers</translation>
    </message>
    <message>
        <source>A port is a number between 1 and 65535.</source>
        <translation>Un port est un nombre entre 1 et 65535.</translation>
    </message>
    <message>
        <source>An account stays with IMAP or POP</source>
        <translation>Un compte reste en IMAP ou en POP</translation>
    </message>
    <message>
        <source>An address looks like name@domain.com.</source>
        <translation>Une adresse ressemble à nom@domaine.fr.</translation>
    </message>
    <message>
        <source>Another Facteur uses this mail already</source>
        <translation>Un autre Facteur utilise déjà ces messages</translation>
    </message>
    <message>
        <source>Another program may be writing to it. Close it, then try again.</source>
        <translation>Un autre logiciel y écrit peut-être. Fermez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>Another service answers at “{host}” there (IMAP, perhaps), or this network wants you to sign in first (browser). Facteur did not send your password.</source>
        <translation>Un autre service répond là chez « {host} » (IMAP, peut-être), ou ce réseau veut d’abord que vous vous identifiiez (navigateur). Facteur n’a pas envoyé votre mot de passe.</translation>
    </message>
    <message>
        <source>Another service answers at “{host}” there, or this network wants you to sign in first (browser). Facteur did not send your password.</source>
        <translation>Un autre service répond là sur « {host} », ou ce réseau demande d’abord de s’identifier (navigateur). Facteur n’a pas envoyé votre mot de passe.</translation>
    </message>
    <message>
        <source>Approval was not given</source>
        <translation>L’accord n’a pas été donné</translation>
    </message>
    <message>
        <source>Change the port</source>
        <translation>Changer de port</translation>
    </message>
    <message>
        <source>Change the security</source>
        <translation>Changer la sécurité</translation>
    </message>
    <message>
        <source>Change the user name</source>
        <translation>Changer l’identifiant</translation>
    </message>
    <message>
        <source>Check capitals and the layout of the keyboard.</source>
        <translation>Vérifiez les majuscules et la disposition du clavier.</translation>
    </message>
    <message>
        <source>Check the server name with your provider.</source>
        <translation>Vérifiez le nom du serveur auprès de votre fournisseur.</translation>
    </message>
    <message>
        <source>Choose a shorter name, or another place.</source>
        <translation>Choisissez un nom plus court, ou un autre endroit.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Choose another place for it.</source>
        <translation>Choisissez-lui un autre endroit.</translation>
    </message>
    <message>
        <source>Choose another place, or change the permissions of this one.</source>
        <translation>Choisissez un autre endroit, ou changez les droits de celui-ci.</translation>
    </message>
    <message>
        <source>Choose messages of one account at a time.</source>
        <translation>Choisissez des messages d’un seul compte à la fois.</translation>
    </message>
    <message>
        <source>Choose the file itself.</source>
        <translation>Choisissez le fichier lui-même.</translation>
    </message>
    <message>
        <source>Close it, or go on there.</source>
        <translation>Fermez-le, ou continuez là-bas.</translation>
    </message>
    <message>
        <source>Create an app password</source>
        <translation>Créer un mot de passe d’application</translation>
    </message>
    <message>
        <source>Days after which this server deletes messages by itself: {detail}</source>
        <translation>Jours après lesquels ce serveur efface de lui-même les messages : {detail}</translation>
    </message>
    <message>
        <source>Disks formatted as FAT32 stop at 4 GB. Choose another place.</source>
        <translation>Les disques au format FAT32 s’arrêtent à 4 Go. Choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>Enter the password</source>
        <translation>Saisir le mot de passe</translation>
    </message>
    <message>
        <source>Facteur broke off and did not send your password. Encryption from the start (TLS) is not open to this.</source>
        <translation>Facteur a rompu et n’a pas envoyé votre mot de passe. Le chiffrement dès le début (TLS) ne s’y prête pas.</translation>
    </message>
    <message>
        <source>Facteur broke off and left it on the server.</source>
        <translation>Facteur s’est arrêté et l’a laissé sur le serveur.</translation>
    </message>
    <message>
        <source>Facteur did not send your password.</source>
        <translation>Facteur n’a pas envoyé votre mot de passe.</translation>
    </message>
    <message>
        <source>Facteur does not follow links there. Choose the file or folder itself.</source>
        <translation>Facteur n’y suit pas les liens. Choisissez le fichier ou le dossier lui-même.</translation>
    </message>
    <message>
        <source>Facteur does not know this kind of file</source>
        <translation>Facteur ne connaît pas ce genre de fichier</translation>
    </message>
    <message>
        <source>Facteur gives the provider’s key to the provider’s own servers only. Nothing was sent.</source>
        <translation>Facteur ne donne la clé du fournisseur qu’aux serveurs du fournisseur. Rien n’a été envoyé.</translation>
    </message>
    <message>
        <source>Facteur is reading the list again. Your mail does not change.</source>
        <translation>Facteur relit la liste. Vos messages ne changent pas.</translation>
    </message>
    <message>
        <source>Facteur left the connection. The message stays on the server.</source>
        <translation>Facteur a quitté la connexion. Le message reste sur le serveur.</translation>
    </message>
    <message>
        <source>Facteur left the connection. Your mail does not change.</source>
        <translation>Facteur a quitté la connexion. Vos messages ne changent pas.</translation>
    </message>
    <message>
        <source>Facteur made a mistake</source>
        <translation>Facteur a commis une erreur</translation>
    </message>
    <message>
        <source>Facteur may not read or write there</source>
        <translation>Facteur n’a pas le droit de lire ou d’écrire à cet endroit</translation>
    </message>
    <message>
        <source>Facteur may not write in its own folder</source>
        <translation>Facteur ne peut pas écrire dans son propre dossier</translation>
    </message>
    <message>
        <source>Facteur opens only backups that it made itself.</source>
        <translation>Facteur n’ouvre que les sauvegardes qu’il a faites lui-même.</translation>
    </message>
    <message>
        <source>Facteur puts mail there by itself: it can be neither renamed nor deleted.</source>
        <translation>Facteur y range des messages de lui-même : il ne peut être ni renommé ni supprimé.</translation>
    </message>
    <message>
        <source>Facteur stopped downloading so that nothing gets damaged.</source>
        <translation>Facteur a arrêté de télécharger pour ne rien abîmer.</translation>
    </message>
    <message>
        <source>Facteur stopped downloading so that nothing gets damaged. Your mail waits on the server.</source>
        <translation>Facteur a arrêté de télécharger pour ne rien abîmer. Vos messages attendent sur le serveur.</translation>
    </message>
    <message>
        <source>Facteur tries again by itself.</source>
        <translation>Facteur réessaie de lui-même.</translation>
    </message>
    <message>
        <source>Facteur waited for some minutes. Nothing was changed.</source>
        <translation>Facteur a attendu quelques minutes. Rien n’a été changé.</translation>
    </message>
    <message>
        <source>Facteur’s database on this computer is damaged</source>
        <translation>La base de Facteur sur cet ordinateur est abîmée</translation>
    </message>
    <message>
        <source>Facteur’s files on this computer cannot be used</source>
        <translation>Les fichiers de Facteur sur cet ordinateur ne peuvent pas servir</translation>
    </message>
    <message>
        <source>Fetch the whole message first, then copy it.</source>
        <translation>Relevez d’abord le message entier, puis copiez-le.</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Corriger</translation>
    </message>
    <message>
        <source>Fix the address</source>
        <translation>Corriger l’adresse</translation>
    </message>
    <message>
        <source>Fix the name</source>
        <translation>Corriger le nom</translation>
    </message>
    <message>
        <source>Folder “{folder}” is no longer on the server</source>
        <translation>Le dossier « {folder} » n’existe plus sur le serveur</translation>
    </message>
    <message>
        <source>Go on offline</source>
        <translation>Continuer hors connexion</translation>
    </message>
    <message>
        <source>It can be 1 to 90 days.</source>
        <translation>Il peut aller de 1 à 90 jours.</translation>
    </message>
    <message>
        <source>It does not hold what was written to it. Take another copy, if there is one.</source>
        <translation>Il ne contient pas ce qui y avait été écrit. Prenez une autre copie, s’il y en a une.</translation>
    </message>
    <message>
        <source>It does so whatever the rule of the account says; 0 means once they were collected. The copies on this computer stay.</source>
        <translation>Il le fait quelle que soit la règle du compte ; 0 veut dire dès qu’ils ont été relevés. Les copies sur cet ordinateur restent.</translation>
    </message>
    <message>
        <source>It has left the server already</source>
        <translation>Il a déjà quitté le serveur</translation>
    </message>
    <message>
        <source>It is a number, 0 or more.</source>
        <translation>C’est un nombre, 0 ou plus.</translation>
    </message>
    <message>
        <source>It is careful with programs it has not seen yet. Sign in there once in your browser, then try again. Your password may well be right.</source>
        <translation>Il se méfie des logiciels qu’il n’a pas encore vus. Identifiez-vous une fois sur son site, dans votre navigateur, puis réessayez. Votre mot de passe est peut-être le bon.</translation>
    </message>
    <message>
        <source>It is different from your usual one, which may well be right: you create it on the provider’s site, then type it here.</source>
        <translation>Il est différent de votre mot de passe habituel, qui est peut-être le bon : vous le créez sur le site du fournisseur, puis vous le saisissez ici.</translation>
    </message>
    <message>
        <source>It is not in the trash</source>
        <translation>Il n’est pas dans la corbeille</translation>
    </message>
    <message>
        <source>It is not shown. If the server still has it, Facteur fetches it again.</source>
        <translation>Il n’est pas affiché. Si le serveur l’a encore, Facteur le reprend.</translation>
    </message>
    <message>
        <source>It is right. Choose an encrypted connection.</source>
        <translation>Il a raison. Choisissez une connexion chiffrée.</translation>
    </message>
    <message>
        <source>It lets in the next sign-in only after some time. Facteur waits, then tries again by itself.</source>
        <translation>Il n’accepte la connexion suivante qu’après un certain temps. Facteur attend, puis réessaie de lui-même.</translation>
    </message>
    <message>
        <source>It looks like imap.example.com, without spaces, slashes or “@”.</source>
        <translation>Il ressemble à imap.exemple.fr, sans espace, ni barre, ni « @ ».</translation>
    </message>
    <message>
        <source>It looks like imap.example.com.</source>
        <translation>Il ressemble à imap.exemple.fr.</translation>
    </message>
    <message>
        <source>It may be busy or restarting. Nothing is lost.</source>
        <translation>Il est peut-être très occupé ou en train de redémarrer. Rien n’est perdu.</translation>
    </message>
    <message>
        <source>It may be down, or a firewall blocks port {port}.</source>
        <translation>Il est peut-être en panne, ou un pare-feu bloque le port {port}.</translation>
    </message>
    <message>
        <source>It may have been renewed; it can also hide an intruder. Check the fingerprint with your administrator.</source>
        <translation>Il a peut-être été renouvelé ; cela peut aussi cacher un intrus. Vérifiez l’empreinte avec votre administrateur.</translation>
    </message>
    <message>
        <source>It printed nothing, or ended with an error. The server was not asked.</source>
        <translation>Elle n’a rien écrit, ou s’est terminée par une erreur. Le serveur n’a pas été sollicité.</translation>
    </message>
    <message>
        <source>It reads mbox, Maildir, .eml and its own backups.</source>
        <translation>Il lit mbox, Maildir, .eml et ses propres sauvegardes.</translation>
    </message>
    <message>
        <source>It starts again by itself. Nothing is lost.</source>
        <translation>Elle redémarre d’elle-même. Rien n’est perdu.</translation>
    </message>
    <message>
        <source>It stays on the server. Nothing else changed.</source>
        <translation>Il reste sur le serveur. Rien d’autre n’a changé.</translation>
    </message>
    <message>
        <source>It was asked too much in a short time. Nothing is lost. {again}</source>
        <translation>Il a reçu trop de demandes en peu de temps. Rien n’est perdu. {again}</translation>
    </message>
    <message>
        <source>It was deleted or moved elsewhere meanwhile.</source>
        <translation>Il a été effacé ou déplacé ailleurs entre-temps.</translation>
    </message>
    <message>
        <source>It was deleted or renamed elsewhere. Your local copies are kept.</source>
        <translation>Il a été effacé ou renommé ailleurs. Vos copies locales sont gardées.</translation>
    </message>
    <message>
        <source>It was deleted or renamed meanwhile.</source>
        <translation>Il a été supprimé ou renommé entre-temps.</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted, or its disk is not connected.</source>
        <translation>Il a été déplacé, renommé ou supprimé, ou son disque n’est pas branché.</translation>
    </message>
    <message>
        <source>It was not made by Facteur, or it was changed.</source>
        <translation>Facteur ne l’a pas faite, ou elle a été modifiée.</translation>
    </message>
    <message>
        <source>It was not written or copied to its end. Take another copy, if there is one.</source>
        <translation>Elle n’a pas été écrite ou copiée jusqu’au bout. Prenez une autre copie, s’il y en a une.</translation>
    </message>
    <message>
        <source>It was put back or deleted for good meanwhile.</source>
        <translation>Il a été remis en place ou effacé pour de bon entre-temps.</translation>
    </message>
    <message>
        <source>It was removed meanwhile.</source>
        <translation>Il a été retiré entre-temps.</translation>
    </message>
    <message>
        <source>Its certificate is not vouched for: this network may be reading along. Facteur sent nothing.</source>
        <translation>Son certificat n’est pas garanti : ce réseau lit peut-être en chemin. Facteur n’a rien envoyé.</translation>
    </message>
    <message>
        <source>Its mail is on this computer alone.</source>
        <translation>Ses messages sont sur cet ordinateur seulement.</translation>
    </message>
    <message>
        <source>Its settings are in the list of accounts.</source>
        <translation>Ses réglages sont dans la liste des comptes.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>Leave them on the server</source>
        <translation>Les laisser sur le serveur</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>Le laisser reprendre</translation>
    </message>
    <message>
        <source>Look for other settings</source>
        <translation>Chercher d’autres réglages</translation>
    </message>
    <message>
        <source>Messages of which this computer may have the only copy: {detail}</source>
        <translation>Messages dont cet ordinateur a peut-être la seule copie : {detail}</translation>
    </message>
    <message>
        <source>Messages that the server keeps although it was asked to delete them: {detail}</source>
        <translation>Messages que le serveur garde alors qu’on lui a demandé de les effacer : {detail}</translation>
    </message>
    <message>
        <source>Messages that the server would not give: {detail}</source>
        <translation>Messages que le serveur n’a pas voulu donner : {detail}</translation>
    </message>
    <message>
        <source>Network and server are fine. Check the password, then the user name. Some providers ask for an “app password” made on their site.</source>
        <translation>Le réseau et le serveur répondent bien. Vérifiez le mot de passe, puis l’identifiant. Certains fournisseurs demandent un « mot de passe d’application » à créer sur leur site.</translation>
    </message>
    <message>
        <source>Network and server are fine. Facteur does not know its reason: the server’s own words say what there is to know.</source>
        <translation>Le réseau et le serveur répondent bien. Facteur ne connaît pas sa raison : les mots du serveur disent ce qu’on en sait.</translation>
    </message>
    <message>
        <source>Next try at {time}.</source>
        <translation>Prochain essai à {time}.</translation>
    </message>
    <message>
        <source>No Internet connection</source>
        <translation>Pas de connexion à Internet</translation>
    </message>
    <message>
        <source>No approval came from the browser</source>
        <translation>Aucun accord n’est venu du navigateur</translation>
    </message>
    <message>
        <source>No keyring is open: Facteur will ask for the password at each start.</source>
        <translation>Aucun trousseau n’est ouvert : Facteur demandera le mot de passe à chaque démarrage.</translation>
    </message>
    <message>
        <source>Nobody can tell where a message of the server ends</source>
        <translation>Impossible de savoir où finit un message du serveur</translation>
    </message>
    <message>
        <source>Nobody vouches for this certificate</source>
        <translation>Ce certificat n’est garanti par personne</translation>
    </message>
    <message>
        <source>Normal in some companies, suspicious elsewhere. Check the fingerprint with your administrator.</source>
        <translation>Normal dans certaines entreprises, suspect ailleurs. Vérifiez l’empreinte avec votre administrateur.</translation>
    </message>
    <message>
        <source>Not encrypted — dangerous</source>
        <translation>Non chiffrée — dangereux</translation>
    </message>
    <message>
        <source>Nothing can be written there</source>
        <translation>Rien ne peut être écrit à cet endroit</translation>
    </message>
    <message>
        <source>Nothing half-written was left. Make room, or choose another place.</source>
        <translation>Rien n’est resté à moitié écrit. Faites de la place, ou choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>Nothing is asked of its server until you let it go on.</source>
        <translation>Rien n’est demandé à son serveur tant que vous ne le laissez pas reprendre.</translation>
    </message>
    <message>
        <source>Nothing is lost. Facteur tries again by itself.</source>
        <translation>Rien n’est perdu. Facteur réessaie de lui-même.</translation>
    </message>
    <message>
        <source>Nothing is lost. {again}</source>
        <translation>Rien n’est perdu. {again}</translation>
    </message>
    <message>
        <source>Nothing is overwritten. Choose another name.</source>
        <translation>Rien n’est écrasé. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Rien n’a été changé.</translation>
    </message>
    <message>
        <source>Nothing was changed. Its own words say why.</source>
        <translation>Rien n’a été changé. Ses propres mots disent pourquoi.</translation>
    </message>
    <message>
        <source>Nothing was collected, and nothing was deleted there.</source>
        <translation>Rien n’a été relevé, et rien n’y a été effacé.</translation>
    </message>
    <message>
        <source>Nothing was removed. Make a backup or export them first.</source>
        <translation>Rien n’a été retiré. Faites d’abord une sauvegarde, ou exportez-les.</translation>
    </message>
    <message>
        <source>Often the administrator forgot; it can also hide an intruder.</source>
        <translation>C’est souvent un oubli de l’administrateur ; cela peut aussi cacher un intrus.</translation>
    </message>
    <message>
        <source>On the provider’s page the access to mail was unticked, or cannot be given. Sign in again and leave it ticked.</source>
        <translation>Sur la page du fournisseur, l’accès au courrier a été décoché ou ne peut pas être donné. Identifiez-vous à nouveau et laissez-le coché.</translation>
    </message>
    <message>
        <source>Only the header of a message is here</source>
        <translation>Seul l’en-tête d’un message est ici</translation>
    </message>
    <message>
        <source>Only the provider can open it again. What is on this computer can still be read.</source>
        <translation>Seul le fournisseur peut le rouvrir. Ce qui est sur cet ordinateur reste lisible.</translation>
    </message>
    <message>
        <source>Open the settings page</source>
        <translation>Ouvrir la page de réglage</translation>
    </message>
    <message>
        <source>Opening this backup would need too much memory</source>
        <translation>Ouvrir cette sauvegarde demanderait trop de mémoire</translation>
    </message>
    <message>
        <source>Other devices use this account. Facteur will use fewer. {again}</source>
        <translation>D’autres appareils utilisent ce compte. Facteur va en utiliser moins. {again}</translation>
    </message>
    <message>
        <source>POP lets in one visitor at a time, and a cut connection may hold it for some minutes. {again}</source>
        <translation>POP n’accepte qu’un visiteur à la fois, et une connexion coupée peut la retenir quelques minutes. {again}</translation>
    </message>
    <message>
        <source>Port {port} may expect another kind of security, or the server is too old. Facteur did not send your password.</source>
        <translation>Le port {port} attend peut-être une autre sécurité, ou le serveur est trop ancien. Facteur n’a pas envoyé votre mot de passe.</translation>
    </message>
    <message>
        <source>Receiving is not concerned. Its own words say why.</source>
        <translation>La réception n’est pas en cause. Ses propres mots disent pourquoi.</translation>
    </message>
    <message>
        <source>Save it whole instead; nothing of it is lost.</source>
        <translation>Enregistrez-le en entier ; rien n’en est perdu.</translation>
    </message>
    <message>
        <source>Seconds it is off, by the provider’s clock: {detail}. Set date and time, then try again.</source>
        <translation>Écart en secondes avec l’horloge du fournisseur : {detail}. Réglez la date et l’heure, puis réessayez.</translation>
    </message>
    <message>
        <source>See the certificate</source>
        <translation>Voir le certificat</translation>
    </message>
    <message>
        <source>Server “{host}” cannot be found</source>
        <translation>Le serveur « {host} » est introuvable</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>S’identifier</translation>
    </message>
    <message>
        <source>Sign-in went well. Its own words say why the folder stays closed.</source>
        <translation>L’identification a réussi. Ses propres mots disent pourquoi le dossier reste fermé.</translation>
    </message>
    <message>
        <source>So the provider’s page cannot be opened from here. An app password works, or a client id of your own.</source>
        <translation>La page du fournisseur ne peut donc pas être ouverte d’ici. Un mot de passe d’application convient, ou un identifiant de client à vous.</translation>
    </message>
    <message>
        <source>Some servers allow sign-in only on an encrypted connection, others only through their own page. Facteur did not send your password.</source>
        <translation>Certains serveurs ne laissent s’identifier que sur une connexion chiffrée, d’autres que par leur propre page. Facteur n’a pas envoyé votre mot de passe.</translation>
    </message>
    <message>
        <source>Somebody interfered with the start of encryption</source>
        <translation>Quelqu’un est intervenu au début du chiffrement</translation>
    </message>
    <message>
        <source>Something in the settings cannot be used</source>
        <translation>Un des réglages ne peut pas servir</translation>
    </message>
    <message>
        <source>Something is missing in the address</source>
        <translation>Il manque quelque chose dans l’adresse</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>Such a connection can no longer be encrypted, so Facteur left it. Encryption from the start (TLS) avoids this.</source>
        <translation>Une telle connexion ne peut plus être chiffrée : Facteur l’a quittée. Le chiffrement dès le début (TLS) évite cela.</translation>
    </message>
    <message>
        <source>Switch to IMAP</source>
        <translation>Passer à IMAP</translation>
    </message>
    <message>
        <source>That can be done only with accounts that collect their mail (POP).</source>
        <translation>Cela ne peut se faire qu’avec les comptes qui prennent leurs messages sur cet ordinateur (POP).</translation>
    </message>
    <message>
        <source>That can be done only with folders on this computer.</source>
        <translation>Cela ne peut se faire qu’avec les dossiers de cet ordinateur.</translation>
    </message>
    <message>
        <source>That cannot be the name of a folder</source>
        <translation>Cela ne peut pas être le nom d’un dossier</translation>
    </message>
    <message>
        <source>That disk does not take files so big</source>
        <translation>Ce disque n’accepte pas d’aussi gros fichiers</translation>
    </message>
    <message>
        <source>That is not a backup of Facteur</source>
        <translation>Ce n’est pas une sauvegarde de Facteur</translation>
    </message>
    <message>
        <source>That is not a file that can be read</source>
        <translation>Ce n’est pas un fichier qui peut être lu</translation>
    </message>
    <message>
        <source>That is not a number of days for copies on the server</source>
        <translation>Ce n’est pas un nombre de jours pour les copies sur le serveur</translation>
    </message>
    <message>
        <source>That is not a port</source>
        <translation>Ce n’est pas un port</translation>
    </message>
    <message>
        <source>That is not a server name</source>
        <translation>Ce n’est pas un nom de serveur</translation>
    </message>
    <message>
        <source>That is not a size</source>
        <translation>Ce n’est pas une taille</translation>
    </message>
    <message>
        <source>That is not the passphrase of this backup</source>
        <translation>Ce n’est pas la phrase secrète de cette sauvegarde</translation>
    </message>
    <message>
        <source>That name is too long for this disk</source>
        <translation>Ce nom est trop long pour ce disque</translation>
    </message>
    <message>
        <source>That port is not for this protocol, or is closed.</source>
        <translation>Ce port ne sert pas à ce protocole, ou il est fermé.</translation>
    </message>
    <message>
        <source>The account is no longer here</source>
        <translation>Le compte n’est plus ici</translation>
    </message>
    <message>
        <source>The account is not ready, or closed to programs. The technical details help them.</source>
        <translation>Le compte n’est pas prêt, ou fermé aux logiciels. Les détails techniques l’aideront.</translation>
    </message>
    <message>
        <source>The approval does not include your mail</source>
        <translation>L’accord ne comprend pas vos messages</translation>
    </message>
    <message>
        <source>The certificate belongs to “{other}”, not “{host}”</source>
        <translation>Le certificat appartient à « {other} », pas à « {host} »</translation>
    </message>
    <message>
        <source>The certificate is not for “{host}”</source>
        <translation>Le certificat n’est pas pour « {host} »</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translation>L’horloge de cet ordinateur n’est pas à l’heure</translation>
    </message>
    <message>
        <source>The command that gives the password failed</source>
        <translation>La commande qui donne le mot de passe a échoué</translation>
    </message>
    <message>
        <source>The disk of its folder may not be connected, or be full. Facteur tries again each hour; the folder can be changed on the page of the backup.</source>
        <translation>Le disque de son dossier n’est peut-être pas branché, ou il est plein. Facteur réessaie chaque heure ; le dossier se change sur la page de la sauvegarde.</translation>
    </message>
    <message>
        <source>The encrypted connection with “{host}” failed</source>
        <translation>La connexion chiffrée avec « {host} » a échoué</translation>
    </message>
    <message>
        <source>The end of this backup is missing</source>
        <translation>La fin de cette sauvegarde manque</translation>
    </message>
    <message>
        <source>The file changed while it was being read</source>
        <translation>Le fichier a changé pendant la lecture</translation>
    </message>
    <message>
        <source>The file could not be read or written</source>
        <translation>Le fichier n’a pas pu être lu ou écrit</translation>
    </message>
    <message>
        <source>The file could not be written there</source>
        <translation>Le fichier n’a pas pu être écrit là</translation>
    </message>
    <message>
        <source>The file was not kept. The disk may be failing: choose another one.</source>
        <translation>Le fichier n’a pas été gardé. Le disque est peut-être défaillant : choisissez-en un autre.</translation>
    </message>
    <message>
        <source>The folder is no longer here</source>
        <translation>Le dossier n’est plus ici</translation>
    </message>
    <message>
        <source>The folder is no longer on the server</source>
        <translation>Le dossier n’existe plus sur le serveur</translation>
    </message>
    <message>
        <source>The folder or its disk is read-only. Choose another place.</source>
        <translation>Le dossier ou son disque est en lecture seule. Choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>The folder or its disk is read-only. What is on the server is safe.</source>
        <translation>Le dossier ou son disque est en lecture seule. Ce qui est sur le serveur est en sécurité.</translation>
    </message>
    <message>
        <source>The keyring of this computer cannot be used</source>
        <translation>Le trousseau de cet ordinateur ne peut pas servir</translation>
    </message>
    <message>
        <source>The mailbox is full</source>
        <translation>La boîte est pleine</translation>
    </message>
    <message>
        <source>The mailbox is open elsewhere</source>
        <translation>La boîte est déjà ouverte ailleurs</translation>
    </message>
    <message>
        <source>The message is no longer here</source>
        <translation>Le message n’est plus ici</translation>
    </message>
    <message>
        <source>The message is no longer on the server</source>
        <translation>Le message n’est plus sur le serveur</translation>
    </message>
    <message>
        <source>The message is too large to be taken apart</source>
        <translation>Le message est trop gros pour être décomposé</translation>
    </message>
    <message>
        <source>The message shows the server’s own marks again. Nothing else changed.</source>
        <translation>Le message montre à nouveau les marques du serveur. Rien d’autre n’a changé.</translation>
    </message>
    <message>
        <source>The monthly backup could not be made</source>
        <translation>La sauvegarde du mois n’a pas pu être faite</translation>
    </message>
    <message>
        <source>The name may be misspelt, or the network blocks the search.</source>
        <translation>Le nom est peut-être mal écrit, ou le réseau bloque la recherche.</translation>
    </message>
    <message>
        <source>The part of Facteur that fetches mail stopped</source>
        <translation>La partie de Facteur qui relève le courrier s’est arrêtée</translation>
    </message>
    <message>
        <source>The password is not accepted, or {protocol} is turned off</source>
        <translation>Le mot de passe n’est pas accepté, ou {protocol} est désactivé</translation>
    </message>
    <message>
        <source>The password of this account is needed</source>
        <translation>Il faut le mot de passe de ce compte</translation>
    </message>
    <message>
        <source>The password or authorisation has expired</source>
        <translation>Le mot de passe ou l’autorisation a expiré</translation>
    </message>
    <message>
        <source>The place named is only a link to another</source>
        <translation>L’endroit choisi n’est qu’un lien vers un autre</translation>
    </message>
    <message>
        <source>The provider’s page did not let Facteur in</source>
        <translation>La page du fournisseur n’a pas laissé entrer Facteur</translation>
    </message>
    <message>
        <source>The provider’s sign-in could not prove who it is</source>
        <translation>L’identification du fournisseur n’a pas pu prouver qui elle est</translation>
    </message>
    <message>
        <source>The provider’s sign-in is unavailable for now</source>
        <translation>L’identification du fournisseur est momentanément indisponible</translation>
    </message>
    <message>
        <source>The server answered unintelligibly</source>
        <translation>La réponse du serveur est incompréhensible</translation>
    </message>
    <message>
        <source>The server asks you to see whoever runs it</source>
        <translation>Le serveur vous renvoie à la personne qui le gère</translation>
    </message>
    <message>
        <source>The server cannot do it</source>
        <translation>Le serveur ne peut pas le faire</translation>
    </message>
    <message>
        <source>The server cannot do it just now</source>
        <translation>Le serveur ne peut pas le faire pour l’instant</translation>
    </message>
    <message>
        <source>The server did not keep the mark</source>
        <translation>Le serveur n’a pas gardé la marque</translation>
    </message>
    <message>
        <source>The server did not let you in</source>
        <translation>Le serveur ne vous a pas laissé entrer</translation>
    </message>
    <message>
        <source>The server does not open the folder</source>
        <translation>Le serveur n’ouvre pas le dossier</translation>
    </message>
    <message>
        <source>The server does not say which. See on {provider}’s site whether {protocol} is turned on, then check the password.</source>
        <translation>Le serveur ne dit pas lequel des deux. Voyez sur le site {provider} si {protocol} est activé, puis vérifiez le mot de passe.</translation>
    </message>
    <message>
        <source>The server for sending turned Facteur away</source>
        <translation>Le serveur d’envoi a renvoyé Facteur</translation>
    </message>
    <message>
        <source>The server is unavailable for now</source>
        <translation>Le serveur est momentanément indisponible</translation>
    </message>
    <message>
        <source>The server name is missing</source>
        <translation>Il manque le nom du serveur</translation>
    </message>
    <message>
        <source>The server refused the user name or password</source>
        <translation>Le serveur a refusé l’identifiant ou le mot de passe</translation>
    </message>
    <message>
        <source>The server renumbered this folder</source>
        <translation>Le serveur a renuméroté ce dossier</translation>
    </message>
    <message>
        <source>The server renumbered “{folder}”</source>
        <translation>Le serveur a renuméroté « {folder} »</translation>
    </message>
    <message>
        <source>The server says: “{sentence}”</source>
        <translation>Le serveur dit : « {sentence} »</translation>
    </message>
    <message>
        <source>The server shows another certificate than the one you trusted</source>
        <translation>Le serveur montre un autre certificat que celui auquel vous faites confiance</translation>
    </message>
    <message>
        <source>The server takes no password without encryption</source>
        <translation>Le serveur n’accepte aucun mot de passe sans chiffrement</translation>
    </message>
    <message>
        <source>The server takes nothing new until there is room again.</source>
        <translation>Le serveur n’accepte rien de nouveau tant qu’il n’y a pas de place.</translation>
    </message>
    <message>
        <source>The server understood the request and said no</source>
        <translation>Le serveur a compris la demande et l’a refusée</translation>
    </message>
    <message>
        <source>The server wants a pause</source>
        <translation>Le serveur demande une pause</translation>
    </message>
    <message>
        <source>The server wants a pause between two visits</source>
        <translation>Le serveur veut une pause entre deux visites</translation>
    </message>
    <message>
        <source>The server was told to delete it, so it cannot be kept there. The copy here stays.</source>
        <translation>Le serveur a reçu l’ordre de l’effacer : il ne peut plus y être gardé. La copie d’ici reste.</translation>
    </message>
    <message>
        <source>The server would not give the message</source>
        <translation>Le serveur n’a pas voulu donner le message</translation>
    </message>
    <message>
        <source>The server would not say what is in the mailbox</source>
        <translation>Le serveur n’a pas voulu dire ce que contient la boîte</translation>
    </message>
    <message>
        <source>The server’s certificate expired on {date}</source>
        <translation>Le certificat du serveur a expiré le {date}</translation>
    </message>
    <message>
        <source>The server’s certificate has expired</source>
        <translation>Le certificat du serveur a expiré</translation>
    </message>
    <message>
        <source>The technical details say which value it is.</source>
        <translation>Les détails techniques disent lequel.</translation>
    </message>
    <message>
        <source>There is a folder of that name already</source>
        <translation>Il y a déjà un dossier de ce nom</translation>
    </message>
    <message>
        <source>There is no such file or folder</source>
        <translation>Ce fichier ou ce dossier n’existe pas</translation>
    </message>
    <message>
        <source>There is not enough room on that disk</source>
        <translation>Il n’y a pas assez de place sur ce disque</translation>
    </message>
    <message>
        <source>There is something of that name already</source>
        <translation>Ce nom est déjà pris</translation>
    </message>
    <message>
        <source>These messages belong to more than one account</source>
        <translation>Ces messages appartiennent à plusieurs comptes</translation>
    </message>
    <message>
        <source>They are here as well. Facteur does not ask again for their deletion unless you say so.</source>
        <translation>Ils sont aussi ici. Facteur ne redemandera leur suppression que si vous le dites.</translation>
    </message>
    <message>
        <source>They are only on the server; the others are here. “Try these again” asks for them anew, “Leave them on the server” never again: then you read them in webmail.</source>
        <translation>Ils ne sont que sur le serveur ; les autres sont ici. « Réessayer ceux-là » les redemande, « Les laisser sur le serveur » ne les demande plus jamais : vous les lirez alors par le webmail.</translation>
    </message>
    <message>
        <source>This account has no server</source>
        <translation>Ce compte n’a pas de serveur</translation>
    </message>
    <message>
        <source>This account is paused</source>
        <translation>Ce compte est en pause</translation>
    </message>
    <message>
        <source>This account keeps its mail on the server (IMAP)</source>
        <translation>Ce compte garde ses messages sur le serveur (IMAP)</translation>
    </message>
    <message>
        <source>This address is already in Facteur.</source>
        <translation>Cette adresse est déjà dans Facteur.</translation>
    </message>
    <message>
        <source>This backup is protected by a passphrase</source>
        <translation>Cette sauvegarde est protégée par une phrase secrète</translation>
    </message>
    <message>
        <source>This build of Facteur is not registered there</source>
        <translation>Cette version de Facteur n’y est pas inscrite</translation>
    </message>
    <message>
        <source>This computer’s disk is almost full</source>
        <translation>Le disque de cet ordinateur est presque plein</translation>
    </message>
    <message>
        <source>This computer’s disk is almost full ({size})</source>
        <translation>Le disque de cet ordinateur est presque plein ({size})</translation>
    </message>
    <message>
        <source>This computer’s disk is full</source>
        <translation>Le disque de cet ordinateur est plein</translation>
    </message>
    <message>
        <source>This file is damaged</source>
        <translation>Ce fichier est abîmé</translation>
    </message>
    <message>
        <source>This folder is needed as it is</source>
        <translation>Ce dossier doit rester tel qu’il est</translation>
    </message>
    <message>
        <source>This folder is on the server, not on this computer</source>
        <translation>Ce dossier est sur le serveur, pas sur cet ordinateur</translation>
    </message>
    <message>
        <source>This needs the server. Go online, then try again.</source>
        <translation>Il faut pour cela joindre le serveur. Reconnectez-vous, puis réessayez.</translation>
    </message>
    <message>
        <source>This network wants you to sign in first (browser)</source>
        <translation>Ce réseau demande d’abord de s’identifier (navigateur)</translation>
    </message>
    <message>
        <source>This server offers no encrypted connection</source>
        <translation>Ce serveur ne propose pas de connexion chiffrée</translation>
    </message>
    <message>
        <source>This server offers no way to sign in that Facteur can use</source>
        <translation>Ce serveur ne propose aucune façon de s’identifier que Facteur puisse utiliser</translation>
    </message>
    <message>
        <source>This server skips sign-in before encryption</source>
        <translation>Ce serveur se passe d’identification avant le chiffrement</translation>
    </message>
    <message>
        <source>This version does not know its form. Restore it with the newer one.</source>
        <translation>Cette version n’en connaît pas la forme. Restaurez-la avec le plus récent.</translation>
    </message>
    <message>
        <source>This version leaves them as they are. Start the newer one.</source>
        <translation>Cette version les laisse tels quels. Lancez la plus récente.</translation>
    </message>
    <message>
        <source>To switch, remove the account and add the address anew. Nothing was changed.</source>
        <translation>Pour en changer, retirez le compte puis ajoutez l’adresse à nouveau. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>Too many open connections</source>
        <translation>Trop de connexions ouvertes</translation>
    </message>
    <message>
        <source>Trust this certificate…</source>
        <translation>Faire confiance à ce certificat…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Réessayer maintenant</translation>
    </message>
    <message>
        <source>Try port {alternative}</source>
        <translation>Essayer le port {alternative}</translation>
    </message>
    <message>
        <source>Try these again</source>
        <translation>Réessayer ceux-là</translation>
    </message>
    <message>
        <source>Try “{other}” if that is your provider.</source>
        <translation>Essayez « {other} » si c’est bien votre fournisseur.</translation>
    </message>
    <message>
        <source>Trying again will hardly help. Its own words say why.</source>
        <translation>Réessayer n’y changera sans doute rien. Ses propres mots disent pourquoi.</translation>
    </message>
    <message>
        <source>Turn it on at {provider}’s site, then come back.</source>
        <translation>Activez-le sur le site {provider}, puis revenez ici.</translation>
    </message>
    <message>
        <source>Type it again</source>
        <translation>Saisir à nouveau</translation>
    </message>
    <message>
        <source>Use {other}</source>
        <translation>Utiliser {other}</translation>
    </message>
    <message>
        <source>Wait and try again</source>
        <translation>Attendre et réessayer</translation>
    </message>
    <message>
        <source>What answers on port {port} is not a POP server</source>
        <translation>Ce qui répond sur le port {port} n’est pas un serveur POP</translation>
    </message>
    <message>
        <source>What answers on port {port} is not a mail server</source>
        <translation>Ce qui répond sur le port {port} n’est pas un serveur de courrier</translation>
    </message>
    <message>
        <source>What answers on port {port} is not a server for sending</source>
        <translation>Ce qui répond sur le port {port} n’est pas un serveur d’envoi</translation>
    </message>
    <message>
        <source>What is on the server is safe.</source>
        <translation>Ce qui est sur le serveur est en sécurité.</translation>
    </message>
    <message>
        <source>What is on the server is safe. Facteur goes on with what can be read.</source>
        <translation>Ce qui est sur le serveur est en sécurité. Facteur continue avec ce qui peut être lu.</translation>
    </message>
    <message>
        <source>What is on this computer can be read. New mail waits for the password.</source>
        <translation>Ce qui est sur cet ordinateur peut être lu. Les nouveaux messages attendent le mot de passe.</translation>
    </message>
    <message>
        <source>What is on this computer can be read. New mail waits for your approval.</source>
        <translation>Ce qui est sur cet ordinateur reste lisible. Les nouveaux messages attendent votre accord.</translation>
    </message>
    <message>
        <source>What was read back is not what was written</source>
        <translation>Ce qui a été relu n’est pas ce qui a été écrit</translation>
    </message>
    <message>
        <source>Whoever manages the access to it can allow it.</source>
        <translation>La personne qui gère les accès peut l’autoriser.</translation>
    </message>
    <message>
        <source>Without encryption your password and mail can be read on the network.</source>
        <translation>Sans chiffrement, votre mot de passe et vos messages peuvent être lus sur le réseau.</translation>
    </message>
    <message>
        <source>Without it nobody can read the backup.</source>
        <translation>Sans elle, personne ne peut lire la sauvegarde.</translation>
    </message>
    <message>
        <source>You are offline</source>
        <translation>Vous êtes hors connexion</translation>
    </message>
    <message>
        <source>You may not do that in this folder</source>
        <translation>Vous n’avez pas le droit de faire cela dans ce dossier</translation>
    </message>
    <message>
        <source>You sign in on its own page instead, in your browser. Your password may well be right.</source>
        <translation>On s’identifie plutôt sur sa propre page, dans le navigateur. Votre mot de passe est peut-être le bon.</translation>
    </message>
    <message>
        <source>You stopped this. What is here already stays.</source>
        <translation>Vous avez arrêté. Ce qui est déjà ici y reste.</translation>
    </message>
    <message>
        <source>Your mail in Facteur does not change. The technical details say where it stopped.</source>
        <translation>Vos messages dans Facteur ne changent pas. Les détails techniques disent où cela s’est arrêté.</translation>
    </message>
    <message>
        <source>Your mail is intact. Just sign in again.</source>
        <translation>Vos messages sont intacts. Il suffit de vous identifier à nouveau.</translation>
    </message>
    <message>
        <source>Your mail is intact. The technical details help to mend it: they hold no password and no content.</source>
        <translation>Vos messages sont intacts. Les détails techniques aident à réparer : ils ne contiennent ni mot de passe ni contenu.</translation>
    </message>
    <message>
        <source>Your password is not concerned, and nothing was changed. The technical details say what the provider answered.</source>
        <translation>Votre mot de passe n’est pas en cause et rien n’a été changé. Les détails techniques donnent la réponse du fournisseur.</translation>
    </message>
    <message>
        <source>Your settings are not the problem.</source>
        <translation>Vos réglages ne sont pas en cause.</translation>
    </message>
    <message>
        <source>your provider</source>
        <translation>votre fournisseur</translation>
    </message>
    <message>
        <source>{protocol} is turned off for this account</source>
        <translation>{protocol} est désactivé pour ce compte</translation>
    </message>
    <message>
        <source>{provider} has locked this account</source>
        <translation>{provider} a verrouillé ce compte</translation>
    </message>
    <message>
        <source>{provider} takes no passwords from mail programs</source>
        <translation>{provider} n’accepte aucun mot de passe des logiciels de courrier</translation>
    </message>
    <message>
        <source>{provider} wants an app password</source>
        <translation>{provider} demande un mot de passe d’application</translation>
    </message>
    <message>
        <source>{provider} wants to see you on its site first</source>
        <translation>{provider} veut d’abord vous voir sur son site</translation>
    </message>
    <message>
        <source>{provider} wants you to sign in on its page</source>
        <translation>{provider} vous demande de vous identifier sur sa page</translation>
    </message>
    <message>
        <source>{provider}’s authorisation has expired</source>
        <translation>L’autorisation donnée par {provider} a expiré</translation>
    </message>
    <message>
        <source>“{host}” could not prove who it is</source>
        <translation>« {host} » n’a pas pu prouver qui il est</translation>
    </message>
    <message>
        <source>“{host}” cut the connection</source>
        <translation>« {host} » a coupé la connexion</translation>
    </message>
    <message>
        <source>“{host}” does not answer</source>
        <translation>« {host} » ne répond pas</translation>
    </message>
    <message>
        <source>“{host}” is not a server of this provider</source>
        <translation>« {host} » n’est pas un serveur de ce fournisseur</translation>
    </message>
    <message>
        <source>“{host}” refuses connections on port {port}</source>
        <translation>« {host} » refuse la connexion sur le port {port}</translation>
    </message>
</context>
<context>
    <name>ProviderSteps</name>
    <message>
        <source>For POP, switch it on in the settings of {provider}’s site, if it is off.</source>
        <translation>Pour POP, activez-le dans les réglages du site {provider}, s’il est désactivé.</translation>
    </message>
    <message>
        <source>Install {provider}’s own program “Bridge” on this computer and start it; it gives you the password to use here.</source>
        <translation>Installez sur cet ordinateur le programme « Bridge » de {provider} et démarrez-le ; il donne le mot de passe à saisir ici.</translation>
    </message>
    <message>
        <source>Sign in with your main address at {provider}, even when this one is an alias.</source>
        <translation>Identifiez-vous avec votre adresse principale chez {provider}, même si celle-ci est un alias.</translation>
    </message>
    <message>
        <source>Switch IMAP on in the settings of {provider}’s site, if it is off.</source>
        <translation>Activez IMAP dans les réglages du site {provider}, s’il est désactivé.</translation>
    </message>
    <message>
        <source>Switch IMAP or POP on in the settings of {provider}’s site, if they are off.</source>
        <translation>Activez IMAP ou POP dans les réglages du site {provider}, s’ils sont désactivés.</translation>
    </message>
    <message>
        <source>To send, switch on sending from programs (SMTP) in the settings of {provider}’s site.</source>
        <translation>Pour envoyer, activez l’envoi depuis un logiciel (SMTP) dans les réglages du site {provider}.</translation>
    </message>
    <message>
        <source>{provider} has a password for mail programs that is not the one of its site: set it there.</source>
        <translation>{provider} a pour les logiciels de courrier un mot de passe distinct de celui de son site : définissez-le là-bas.</translation>
    </message>
    <message>
        <source>{provider} lets mail programs in for paying customers only.</source>
        <translation>{provider} n’ouvre ses boîtes aux logiciels de courrier qu’avec une offre payante.</translation>
    </message>
    <message>
        <source>{provider} offers POP to paying customers only.</source>
        <translation>{provider} ne propose POP qu’avec une offre payante.</translation>
    </message>
    <message>
        <source>{provider} wants an app password, different from your usual one: create it on its site.</source>
        <translation>{provider} demande un mot de passe d’application, différent de votre mot de passe habituel : créez-le sur son site.</translation>
    </message>
    <message>
        <source>{provider} wants an authorisation code instead of your password: create it on its site.</source>
        <translation>{provider} demande un code d’autorisation à la place de votre mot de passe : créez-le sur son site.</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>No</source>
        <comment>an answer</comment>
        <translation>Non</translation>
    </message>
    <message>
        <source>Not sure</source>
        <comment>an answer</comment>
        <translation>Je ne sais pas</translation>
    </message>
    <message>
        <source>Yes</source>
        <comment>an answer</comment>
        <translation>Oui</translation>
    </message>
</context>
<context>
    <name>QuestionsPage</name>
    <message>
        <source>A computer and a phone, for example.</source>
        <translation>Un ordinateur et un téléphone, par exemple.</translation>
    </message>
    <message>
        <source>Answer the three questions; “Not sure” is an answer too.</source>
        <translation>Répondez aux trois questions ; « Je ne sais pas » est aussi une réponse.</translation>
    </message>
    <message>
        <source>But your provider accepts IMAP only.</source>
        <translation>Mais votre fournisseur n’accepte qu’IMAP.</translation>
    </message>
    <message>
        <source>But your provider accepts POP only.</source>
        <translation>Mais votre fournisseur n’accepte que POP.</translation>
    </message>
    <message>
        <source>Do you read your mail on several devices?</source>
        <translation>Lisez-vous vos messages sur plusieurs appareils ?</translation>
    </message>
    <message>
        <source>Do you sometimes use webmail?</source>
        <translation>Utilisez-vous parfois le webmail ?</translation>
    </message>
    <message>
        <source>Is your mailbox small?</source>
        <translation>Votre boîte est-elle petite ?</translation>
    </message>
    <message>
        <source>Keep on the server (IMAP)</source>
        <translation>Garder sur le serveur (IMAP)</translation>
    </message>
    <message>
        <source>Keep on this computer (POP)</source>
        <translation>Garder sur cet ordinateur (POP)</translation>
    </message>
    <message>
        <source>Take your time. You can change this choice later.</source>
        <translation>Répondez sans vous presser. Vous pourrez changer ce choix plus tard.</translation>
    </message>
    <message>
        <source>The advice appears here.</source>
        <translation>Le conseil s’affiche ici.</translation>
    </message>
    <message>
        <source>Three questions to choose</source>
        <translation>Trois questions pour choisir</translation>
    </message>
    <message>
        <source>Under 1 GB, or often nearly full.</source>
        <translation>Moins de 1 Go, ou souvent presque pleine.</translation>
    </message>
    <message>
        <source>Your provider’s mail page, in a browser.</source>
        <translation>La messagerie de votre fournisseur, dans le navigateur.</translation>
    </message>
</context>
<context>
    <name>ReaderController</name>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>The text of this message is still on the server.</source>
        <translation>Le texte de ce message est resté sur le serveur.</translation>
    </message>
    <message>
        <source>This link was not opened: only web and mail addresses are.</source>
        <translation>Ce lien n’a pas été ouvert : seules les adresses du web et de courrier le sont.</translation>
    </message>
    <message>
        <source>This message has no text.</source>
        <translation>Ce message n’a pas de texte.</translation>
    </message>
</context>
<context>
    <name>ReaderView</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <comment>selected in the list</comment>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a message to read it.</source>
        <translation>Choisissez un message pour le lire.</translation>
    </message>
    <message>
        <source>Download all</source>
        <translation>Tout télécharger</translation>
    </message>
    <message>
        <source>Download it when back online</source>
        <translation>Le télécharger au retour du réseau</translation>
    </message>
    <message>
        <source>Facteur is fetching the list of your messages. You can read them soon.</source>
        <translation>Facteur va chercher la liste de vos messages. Vous pourrez bientôt les lire.</translation>
    </message>
    <message>
        <source>Fetching the text…</source>
        <translation>Le texte arrive…</translation>
    </message>
    <message>
        <source>It will be downloaded when you are back online.</source>
        <translation>Il sera téléchargé au retour du réseau.</translation>
    </message>
    <message numerus="yes">
        <source>Not shown, for your privacy: %n image(s) that would come from the Internet.</source>
        <comment>images that a message would load</comment>
        <translation>
            <numerusform>Non affichée, pour protéger votre vie privée : %n image qui viendrait d’Internet.</numerusform>
            <numerusform>Non affichées, pour protéger votre vie privée : %n images qui viendraient d’Internet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the beginning of this text is here.</source>
        <translation>Seul le début de ce texte est ici.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>The text of this message is still on the server.</source>
        <translation>Le texte de ce message est resté sur le serveur.</translation>
    </message>
    <message>
        <source>This message is damaged in places. It is shown as well as possible.</source>
        <translation>Ce message est abîmé par endroits. Il est affiché aussi bien que possible.</translation>
    </message>
    <message>
        <source>This page could not be drawn. Here is its text.</source>
        <translation>Cette page n’a pas pu être dessinée. Voici son texte.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message numerus="yes">
        <source>Delete {count} message(s)</source>
        <translation>
            <numerusform>Effacer {count} message</numerusform>
            <numerusform>Effacer {count} messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {count} message(s) from the server?</source>
        <translation>
            <numerusform>Effacer {count} message du serveur ?</numerusform>
            <numerusform>Effacer {count} messages du serveur ?</numerusform>
        </translation>
    </message>
    <message>
        <source>I understand that the server and webmail will no longer have them</source>
        <translation>Je comprends que le serveur et le webmail ne les auront plus</translation>
    </message>
    <message>
        <source>If the disk fails, this mail is lost.</source>
        <translation>Si le disque tombe en panne, ces messages seront perdus.</translation>
    </message>
    <message>
        <source>Last backup: {date}, verified</source>
        <translation>Dernière sauvegarde : {date}, vérifiée</translation>
    </message>
    <message>
        <source>None of them has been deleted yet.</source>
        <translation>Aucun d’eux n’est encore effacé.</translation>
    </message>
    <message>
        <source>Nothing has been deleted yet.</source>
        <translation>Rien n’est encore effacé.</translation>
    </message>
    <message numerus="yes">
        <source>That is far more than usual. Really delete {count} message(s)?</source>
        <translation>
            <numerusform>C’est beaucoup plus que d’habitude. Vraiment effacer {count} message ?</numerusform>
            <numerusform>C’est beaucoup plus que d’habitude. Vraiment effacer {count} messages ?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are all saved and checked here ({size})</source>
        <translation>Ils sont tous enregistrés et vérifiés ici ({size})</translation>
    </message>
    <message>
        <source>They will go on getting new mail until Facteur collects it.</source>
        <translation>Ils continueront à recevoir les nouveaux jusqu’à ce que Facteur les relève.</translation>
    </message>
    <message>
        <source>Webmail, phone, other computer: they will no longer see this mail</source>
        <translation>Webmail, téléphone, autre ordinateur : ils ne verront plus ces messages</translation>
    </message>
    <message>
        <source>You have no backup yet</source>
        <translation>Vous n’avez pas encore de sauvegarde</translation>
    </message>
    <message>
        <source>{account} ({protocol}) · the first time Facteur deletes on this server</source>
        <translation>{account} ({protocol}) · c’est la première fois que Facteur efface sur ce serveur</translation>
    </message>
    <message numerus="yes">
        <source>{account}: {count} message(s) can leave the server. Nothing is deleted before you agree.</source>
        <translation>
            <numerusform>{account} : {count} message peut quitter le serveur. Rien n’est effacé avant votre accord.</numerusform>
            <numerusform>{account} : {count} messages peuvent quitter le serveur. Rien n’est effacé avant votre accord.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{account}: {count} message(s), far more than usual, would leave the server. Facteur deletes none of them before you agree.</source>
        <translation>
            <numerusform>{account} : {count} message, bien plus que d’habitude, quitterait le serveur. Rien n’est effacé avant votre accord.</numerusform>
            <numerusform>{account} : {count} messages, bien plus que d’habitude, quitteraient le serveur. Facteur n’en efface aucun avant votre accord.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) are not checked yet: they will stay on the server</source>
        <translation>
            <numerusform>{count} message n’est pas encore vérifié : il restera sur le serveur</numerusform>
            <numerusform>{count} messages ne sont pas encore vérifiés : ils resteront sur le serveur</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemovalDialog</name>
    <message>
        <source>Ask me later</source>
        <translation>Me redemander plus tard</translation>
    </message>
    <message>
        <source>Back up first…</source>
        <translation>Sauvegarder d’abord…</translation>
    </message>
    <message>
        <source>Before anything is deleted from the server</source>
        <translation>Avant d’effacer quoi que ce soit du serveur</translation>
    </message>
    <message>
        <source>Delete: the copies on this computer stay.</source>
        <translation>Effacer : les copies sur cet ordinateur restent.</translation>
    </message>
    <message>
        <source>Delete: tick the box above first.</source>
        <translation>Effacer : cochez d’abord la case ci-dessus.</translation>
    </message>
    <message>
        <source>Keep on the server</source>
        <translation>Garder sur le serveur</translation>
    </message>
    <message>
        <source>Keep: Facteur will not ask again. Later: it will ask again when it next collects.</source>
        <translation>Garder : Facteur ne redemandera pas. Plus tard : il redemandera à la prochaine relève.</translation>
    </message>
</context>
<context>
    <name>RemoveQuestion</name>
    <message numerus="yes">
        <source>%n change(s) of yours have not reached the server and would be lost.</source>
        <comment>marks set offline</comment>
        <translation>
            <numerusform>%n de vos changements n’est pas encore parti vers le serveur et serait perdu.</numerusform>
            <numerusform>%n de vos changements ne sont pas encore partis vers le serveur et seraient perdus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Back up first…</source>
        <translation>Sauvegarder d’abord…</translation>
    </message>
    <message numerus="yes">
        <source>I understand that {count} message(s) may be lost for good</source>
        <translation>
            <numerusform>Je comprends que {count} message peut être perdu pour toujours</numerusform>
            <numerusform>Je comprends que {count} messages peuvent être perdus pour toujours</numerusform>
        </translation>
    </message>
    <message>
        <source>It holds no message.</source>
        <translation>Il ne contient aucun message.</translation>
    </message>
    <message numerus="yes">
        <source>Its {count} message(s) are on no server. They are erased here, with its folders.</source>
        <translation>
            <numerusform>Son {count} message n’est sur aucun serveur. Il est effacé ici, avec ses dossiers.</numerusform>
            <numerusform>Ses {count} messages ne sont sur aucun serveur. Ils sont effacés ici, avec ses dossiers.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the account</source>
        <translation>Garder le compte</translation>
    </message>
    <message>
        <source>Remove the account</source>
        <translation>Retirer le compte</translation>
    </message>
    <message>
        <source>Remove {name} from Facteur?</source>
        <translation>Retirer {name} de Facteur ?</translation>
    </message>
    <message numerus="yes">
        <source>This computer may have the only copy of {count} message(s) of this account. They are erased here, with its folders and the remembered password.</source>
        <translation>
            <numerusform>Cet ordinateur a peut-être la seule copie de {count} message de ce compte. Il sera effacé ici, avec ses dossiers et le mot de passe retenu.</numerusform>
            <numerusform>Cet ordinateur a peut-être la seule copie de {count} messages de ce compte. Ils seront effacés ici, avec ses dossiers et le mot de passe retenu.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tick the box above first.</source>
        <translation>Cochez d’abord la case au-dessus.</translation>
    </message>
    <message>
        <source>To keep this mail, make a backup or export it first.</source>
        <translation>Pour garder ces messages, faites d’abord une sauvegarde ou exportez-les.</translation>
    </message>
    <message>
        <source>What is still on the server stays there; nothing is deleted there.</source>
        <translation>Ce qui est encore sur le serveur y reste ; rien n’y est effacé.</translation>
    </message>
    <message>
        <source>Your mail stays on the server. The copies on this computer and the remembered password are erased.</source>
        <translation>Vos messages restent sur le serveur. Les copies sur cet ordinateur et le mot de passe retenu sont effacés.</translation>
    </message>
</context>
<context>
    <name>RestoreQuestion</name>
    <message>
        <source>Choose a folder first.</source>
        <translation>Choisissez d’abord un dossier.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Folders of the backup</source>
        <translation>Dossiers de la sauvegarde</translation>
    </message>
    <message>
        <source>Folders whose account is not here go below:</source>
        <translation>Les dossiers dont le compte n’est pas ici vont sous :</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Destination</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Nothing is overwritten: what is here already is skipped.</source>
        <translation>Rien n’est écrasé : ce qui est déjà ici est passé.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurer</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) in the chosen folders ({size})</source>
        <translation>
            <numerusform>{count} message dans les dossiers choisis ({size})</numerusform>
            <numerusform>{count} messages dans les dossiers choisis ({size})</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Restoring</name>
    <message>
        <source>On this computer</source>
        <comment>beside the accounts</comment>
        <translation>Sur cet ordinateur</translation>
    </message>
</context>
<context>
    <name>ResultDialog</name>
    <message>
        <source>C&amp;lose</source>
        <translation>Fer&amp;mer</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>Ce qui manque</translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Copies on the server</source>
        <translation>Copies sur le serveur</translation>
    </message>
    <message>
        <source>Keep these settings</source>
        <translation>Garder ces réglages</translation>
    </message>
</context>
<context>
    <name>RulesForm</name>
    <message>
        <source>&amp;Also delete from the server when I delete here</source>
        <translation>Effacer &amp;aussi du serveur quand je supprime ici</translation>
    </message>
    <message>
        <source>&amp;Only headers (sender, subject, date) for messages over</source>
        <translation>Seulement les &amp;en-têtes (expéditeur, sujet, date) des messages de plus de</translation>
    </message>
    <message>
        <source>Advised with POP</source>
        <translation>Conseillé avec POP</translation>
    </message>
    <message>
        <source>Choose IMAP instead</source>
        <translation>Choisir plutôt IMAP</translation>
    </message>
    <message>
        <source>Delete from the server after</source>
        <translation>Effacer du serveur après</translation>
    </message>
    <message>
        <source>Delete once the message is on this computer</source>
        <translation>Effacer dès que le message est sur cet ordinateur</translation>
    </message>
    <message>
        <source>If this computer’s disk breaks without a backup, everything is lost; moving to another program is harder.</source>
        <translation>Si le disque de cet ordinateur casse sans sauvegarde, tout est perdu ; changer de logiciel est plus délicat.</translation>
    </message>
    <message>
        <source>In time the mailbox fills up. IMAP suits this better.</source>
        <translation>Avec le temps, la boîte se remplit. Dans ce cas, IMAP convient mieux.</translation>
    </message>
    <message>
        <source>Leave a copy for a while</source>
        <translation>Laisser une copie quelque temps</translation>
    </message>
    <message>
        <source>Mailbox size</source>
        <translation>Taille de la boîte</translation>
    </message>
    <message>
        <source>Never delete from the server</source>
        <translation>Ne jamais effacer du serveur</translation>
    </message>
    <message>
        <source>Nothing is deleted before you agree.</source>
        <translation>Rien n’est effacé avant votre accord.</translation>
    </message>
    <message>
        <source>The mailbox would be full around {date}. IMAP suits this better.</source>
        <translation>La boîte serait pleine vers le {date}. Dans ce cas, IMAP convient mieux.</translation>
    </message>
    <message>
        <source>The simplest. Facteur deletes only after saving and checking the message.</source>
        <translation>Le plus simple. Facteur n’efface qu’après avoir enregistré et vérifié le message.</translation>
    </message>
    <message>
        <source>This server cannot tell which messages were already taken; delete them, or use IMAP.</source>
        <translation>Ce serveur ne sait pas reconnaître les messages déjà pris ; il faut les effacer, ou passer à IMAP.</translation>
    </message>
    <message>
        <source>To read on webmail or another device too, for a few days.</source>
        <translation>Pour lire aussi sur le webmail ou un autre appareil pendant quelques jours.</translation>
    </message>
    <message>
        <source>counted from its arrival on this computer</source>
        <translation>compté depuis l’arrivée sur cet ordinateur</translation>
    </message>
    <message numerus="yes">
        <source>day(s)</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>jour</numerusform>
            <numerusform>jours</numerusform>
        </translation>
    </message>
    <message>
        <source>not known</source>
        <comment>the size of a mailbox</comment>
        <translation>inconnue</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>What about mail already copied?</source>
        <translation>Et les messages déjà copiés ?</translation>
    </message>
    <message>
        <source>With POP, Facteur copies your mail to this computer. What becomes of it on the server?</source>
        <translation>Avec POP, Facteur copie vos messages sur cet ordinateur. Que deviennent-ils sur le serveur ?</translation>
    </message>
</context>
<context>
    <name>ServerColumn</name>
    <message>
        <source>Encrypted after the greeting (STARTTLS)</source>
        <translation>Chiffrée après le bonjour (STARTTLS)</translation>
    </message>
    <message>
        <source>Encrypted from the start (TLS) — advised</source>
        <translation>Chiffrée dès le début (TLS) — conseillé</translation>
    </message>
    <message>
        <source>Not encrypted — dangerous</source>
        <translation>Non chiffrée — dangereux</translation>
    </message>
    <message>
        <source>Port (leave as is if unsure)</source>
        <translation>Port (laissez tel quel si vous ne savez pas)</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sécurité</translation>
    </message>
    <message>
        <source>Server name</source>
        <translation>Nom du serveur</translation>
    </message>
    <message>
        <source>Trust it no longer</source>
        <translation>Ne plus lui faire confiance</translation>
    </message>
    <message>
        <source>User name (often your full address)</source>
        <translation>Identifiant (souvent votre adresse complète)</translation>
    </message>
    <message>
        <source>You chose to trust a certificate that nobody vouches for. Fingerprint:</source>
        <translation>Vous avez choisi de faire confiance à un certificat que personne ne garantit. Empreinte :</translation>
    </message>
</context>
<context>
    <name>ServerCopy</name>
    <message>
        <source>Facteur asked the server on {date} to delete it; the answer is not known yet.</source>
        <translation>Facteur a demandé au serveur de l’effacer le {date} ; la réponse n’est pas encore connue.</translation>
    </message>
    <message>
        <source>Facteur deleted it on the server on {date}, but it is still there.</source>
        <translation>Facteur l’a effacé du serveur le {date}, mais il y est encore.</translation>
    </message>
    <message>
        <source>It is no longer on the server; Facteur did not delete it.</source>
        <translation>Il n’est plus sur le serveur ; ce n’est pas Facteur qui l’a effacé.</translation>
    </message>
    <message>
        <source>It leaves the server at the next collection.</source>
        <translation>Il quittera le serveur à la prochaine relève.</translation>
    </message>
    <message>
        <source>It leaves the server on {date}, if you agree by then.</source>
        <translation>Il quittera le serveur le {date}, si vous êtes d’accord d’ici là.</translation>
    </message>
    <message>
        <source>It leaves the server on {date}.</source>
        <translation>Il quittera le serveur le {date}.</translation>
    </message>
    <message>
        <source>It left the server on {date}.</source>
        <translation>Il a quitté le serveur le {date}.</translation>
    </message>
    <message>
        <source>It stays on the server until you agree that it is deleted.</source>
        <translation>Il reste sur le serveur tant que vous n’êtes pas d’accord pour l’effacer.</translation>
    </message>
    <message>
        <source>It stays on the server, as you decided for this account.</source>
        <translation>Il reste sur le serveur, comme vous l’avez décidé pour ce compte.</translation>
    </message>
    <message>
        <source>It stays on the server.</source>
        <translation>Il reste sur le serveur.</translation>
    </message>
    <message>
        <source>Keep</source>
        <comment>a message on the server</comment>
        <translation>Le garder</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>Le laisser partir</translation>
    </message>
    <message>
        <source>Only the head of this message is here; the message stays on the server.</source>
        <translation>Seul l’en-tête (expéditeur, sujet, date) est ici ; le message reste sur le serveur.</translation>
    </message>
    <message>
        <source>Saved and checked on this computer on {date}.</source>
        <translation>Enregistré et vérifié sur cet ordinateur le {date}.</translation>
    </message>
    <message>
        <source>Saved on this computer, not checked yet.</source>
        <translation>Enregistré sur cet ordinateur, pas encore vérifié.</translation>
    </message>
    <message>
        <source>The copy on this computer is damaged, and the server no longer has the message.</source>
        <translation>La copie sur cet ordinateur est abîmée, et le serveur n’a plus le message.</translation>
    </message>
    <message>
        <source>The copy on this computer is damaged; Facteur will fetch it again.</source>
        <translation>La copie sur cet ordinateur est abîmée ; Facteur ira la rechercher.</translation>
    </message>
    <message>
        <source>Until that is done, it stays on the server.</source>
        <translation>D’ici là, il reste sur le serveur.</translation>
    </message>
    <message>
        <source>You keep it on the server.</source>
        <translation>Vous le gardez sur le serveur.</translation>
    </message>
</context>
<context>
    <name>ServersPage</name>
    <message>
        <source>&amp;Password (for receiving and sending)</source>
        <translation>Mot de &amp;passe (pour recevoir et envoyer)</translation>
    </message>
    <message>
        <source>&amp;Remember it in {keyring}</source>
        <translation>Le &amp;retenir dans {keyring}</translation>
    </message>
    <message>
        <source>A command of yours gives the password. One typed here replaces it.</source>
        <translation>Une commande à vous donne le mot de passe. Celui que vous tapez ici la remplace.</translation>
    </message>
    <message>
        <source>Mail &amp;address</source>
        <translation>&amp;Adresse de courrier</translation>
    </message>
    <message>
        <source>Servers and sign-in</source>
        <translation>Serveurs et identification</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>S’identifier à nouveau…</translation>
    </message>
    <message>
        <source>Something is missing: an address looks like name@domain.com.</source>
        <translation>Il manque quelque chose : une adresse ressemble à nom@domaine.fr.</translation>
    </message>
    <message>
        <source>Test and apply</source>
        <translation>Tester et appliquer</translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation>Il manque le mot de passe.</translation>
    </message>
    <message>
        <source>This address collects its mail (POP). That stays so: to switch to IMAP, remove the account and add the address anew.</source>
        <translation>Cette adresse relève son courrier (POP). Cela ne change pas ici : pour passer à IMAP, retirez le compte puis ajoutez l’adresse à nouveau.</translation>
    </message>
    <message>
        <source>This address works on the server (IMAP). That stays so: to switch to POP, remove the account and add the address anew.</source>
        <translation>Cette adresse travaille sur le serveur (IMAP). Cela ne change pas ici : pour passer à POP, retirez le compte puis ajoutez l’adresse à nouveau.</translation>
    </message>
    <message>
        <source>What you change here is tested first, and applied only when it works.</source>
        <translation>Ce que vous changez ici est d’abord testé, et appliqué seulement si cela marche.</translation>
    </message>
    <message>
        <source>unchanged</source>
        <comment>an empty password field</comment>
        <translation>inchangé</translation>
    </message>
    <message>
        <source>{provider} has agreed to let Facteur in: there is no password.</source>
        <translation>{provider} a accepté de laisser entrer Facteur : il n’y a pas de mot de passe.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>&amp;Buttons on the row under the pointer</source>
        <translation>&amp;Boutons sur la ligne pointée</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Couleurs</translation>
    </message>
    <message>
        <source>&amp;Keep on this computer the texts of the last</source>
        <translation>&amp;Garder sur cet ordinateur les textes des derniers</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>La&amp;ngue</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Message</translation>
    </message>
    <message>
        <source>&amp;Rows</source>
        <translation>&amp;Lignes</translation>
    </message>
    <message>
        <source>Always show the menu b&amp;ar</source>
        <translation>Tou&amp;jours afficher la barre de menus</translation>
    </message>
    <message>
        <source>An open message counts as rea&amp;d after</source>
        <translation>Un message ouvert est marqué lu a&amp;près</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Below the list</source>
        <translation>Sous la liste</translation>
    </message>
    <message>
        <source>Close together</source>
        <translation>Serrées</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombres</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claires</translation>
    </message>
    <message>
        <source>Look at the other &amp;folders every</source>
        <translation>&amp;Relever (aller chercher) les autres dossiers toutes les</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normales</translation>
    </message>
    <message>
        <source>On the right of the list</source>
        <translation>À droite de la liste</translation>
    </message>
    <message>
        <source>Otherwise Alt or F10 shows it.</source>
        <translation>Sinon, Alt ou F10 l’affiche.</translation>
    </message>
    <message>
        <source>Reading and fetching</source>
        <translation>Lecture et réception</translation>
    </message>
    <message>
        <source>Size of the &amp;text</source>
        <translation>Taille du &amp;texte</translation>
    </message>
    <message>
        <source>Start &amp;offline</source>
        <translation>Démarrer &amp;hors connexion</translation>
    </message>
    <message>
        <source>The open folder and the inbox are watched all the time.</source>
        <translation>Le dossier ouvert et la boîte de réception sont suivis en permanence.</translation>
    </message>
    <message>
        <source>They can then be read offline. Attachments are fetched when you ask for them.</source>
        <translation>Vous pourrez les lire hors connexion. Les pièces jointes sont téléchargées à votre demande.</translation>
    </message>
    <message>
        <source>Wide apart</source>
        <translation>Espacées</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>This time: {choice}, from the command line.</source>
        <translation>Cette fois : {choice}, d’après la ligne de commande.</translation>
    </message>
    <message>
        <source>at once</source>
        <comment>instead of 0 seconds</comment>
        <translation>aussitôt</translation>
    </message>
    <message numerus="yes">
        <source>month(s)</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>mois</numerusform>
            <numerusform>mois</numerusform>
        </translation>
    </message>
    <message>
        <source>no texts</source>
        <comment>instead of 0 months</comment>
        <translation>aucun texte</translation>
    </message>
    <message numerus="yes">
        <source>second(s)</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>seconde</numerusform>
            <numerusform>secondes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>&amp;Change and test…</source>
        <comment>servers</comment>
        <translation>&amp;Modifier et tester…</translation>
    </message>
    <message>
        <source>&amp;Pause this account</source>
        <translation>Mettre ce compte en &amp;pause</translation>
    </message>
    <message>
        <source>&amp;Remove this account…</source>
        <translation>&amp;Retirer ce compte…</translation>
    </message>
    <message>
        <source>&amp;Sign in again…</source>
        <translation>S’&amp;identifier à nouveau…</translation>
    </message>
    <message>
        <source>Addresses you send from</source>
        <translation>Adresses d’envoi</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Certificats</translation>
    </message>
    <message>
        <source>Checking and keeping</source>
        <translation>Relève et copies</translation>
    </message>
    <message>
        <source>Colour of this account</source>
        <translation>Couleur de ce compte</translation>
    </message>
    <message>
        <source>Copies on the &amp;server…</source>
        <translation>Copies sur le &amp;serveur…</translation>
    </message>
    <message>
        <source>In Facteur</source>
        <translation>Dans Facteur</translation>
    </message>
    <message>
        <source>It goes to the trash here, and the server’s copy is deleted too.</source>
        <translation>Il va à la corbeille ici, et la copie du serveur est effacée aussi.</translation>
    </message>
    <message>
        <source>It goes to the trash, on this computer.</source>
        <translation>Il va à la corbeille, sur cet ordinateur.</translation>
    </message>
    <message>
        <source>It holds no message.</source>
        <translation>Il ne contient aucun message.</translation>
    </message>
    <message>
        <source>It is marked deleted and stays in place; nothing is deleted for good.</source>
        <translation>Il est marqué supprimé et reste en place ; rien n’est effacé définitivement.</translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation>Garder sur cet ordinateur</translation>
    </message>
    <message>
        <source>Look for mail</source>
        <translation>Relever le courrier</translation>
    </message>
    <message>
        <source>No server for sending is known yet.</source>
        <translation>Aucun serveur d’envoi n’est encore connu.</translation>
    </message>
    <message>
        <source>Nothing is asked of its servers meanwhile. What is here can be read.</source>
        <translation>Rien n’est demandé à ses serveurs pendant ce temps. Ce qui est ici reste lisible.</translation>
    </message>
    <message>
        <source>Nothing is ever deleted from the server.</source>
        <translation>Rien n’est jamais effacé du serveur.</translation>
    </message>
    <message>
        <source>On the server (IMAP). Your mail stays with your provider; Facteur keeps a copy so that you can read offline.</source>
        <translation>Sur le serveur (IMAP). Vos messages restent chez votre fournisseur ; Facteur en garde une copie pour lire hors connexion.</translation>
    </message>
    <message>
        <source>On this computer (POP).</source>
        <translation>Sur cet ordinateur (POP).</translation>
    </message>
    <message>
        <source>On this computer only. No server has a copy.</source>
        <translation>Sur cet ordinateur seulement. Aucun serveur n’en a de copie.</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Réception</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Envoi</translation>
    </message>
    <message>
        <source>Servers and sign-in</source>
        <translation>Serveurs et identification</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Identification</translation>
    </message>
    <message numerus="yes">
        <source>The server’s copy is deleted %n day(s) after its arrival here.</source>
        <translation>
            <numerusform>La copie du serveur est effacée %n jour après son arrivée ici.</numerusform>
            <numerusform>La copie du serveur est effacée %n jours après son arrivée ici.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server’s copy is deleted once the message is safe here.</source>
        <translation>La copie du serveur est effacée dès que le message est en sûreté ici.</translation>
    </message>
    <message numerus="yes">
        <source>This computer may have the only copy of {count} message(s): back up first.</source>
        <translation>
            <numerusform>Cet ordinateur a peut-être la seule copie de {count} message : sauvegardez d’abord.</numerusform>
            <numerusform>Cet ordinateur a peut-être la seule copie de {count} messages : sauvegardez d’abord.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the &amp;password again…</source>
        <translation>Saisir à nouveau le &amp;mot de passe…</translation>
    </message>
    <message>
        <source>When I delete a message</source>
        <translation>Quand je supprime un message</translation>
    </message>
    <message>
        <source>Where your mail is kept</source>
        <translation>Où sont gardés vos messages</translation>
    </message>
    <message>
        <source>Who you are</source>
        <translation>Qui vous êtes</translation>
    </message>
    <message>
        <source>Your mail stays on the server; the copies here are erased.</source>
        <translation>Vos messages restent sur le serveur ; les copies d’ici sont effacées.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Votre nom</translation>
    </message>
    <message>
        <source>as in the general settings</source>
        <translation>comme dans les réglages généraux</translation>
    </message>
    <message numerus="yes">
        <source>every %n hour(s)</source>
        <translation>
            <numerusform>toutes les %n h</numerusform>
            <numerusform>toutes les %n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n minute(s)</source>
        <translation>
            <numerusform>toutes les %n min</numerusform>
            <numerusform>toutes les %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>everything</source>
        <translation>tout</translation>
    </message>
    <message>
        <source>headers only (sender, subject, date)</source>
        <translation>seulement les en-têtes (expéditeur, sujet, date)</translation>
    </message>
    <message>
        <source>password asked for at each start</source>
        <translation>mot de passe demandé à chaque démarrage</translation>
    </message>
    <message>
        <source>password from a command of yours</source>
        <translation>mot de passe donné par une commande à vous</translation>
    </message>
    <message>
        <source>password in the keyring of this computer</source>
        <translation>mot de passe dans le trousseau de cet ordinateur</translation>
    </message>
    <message>
        <source>signed in at the provider’s page</source>
        <translation>identifié sur la page du fournisseur</translation>
    </message>
    <message>
        <source>the last 3 months</source>
        <translation>les 3 derniers mois</translation>
    </message>
    <message>
        <source>the last year</source>
        <translation>la dernière année</translation>
    </message>
    <message>
        <source>{place} · encrypted (STARTTLS)</source>
        <translation>{place} · chiffrée (STARTTLS)</translation>
    </message>
    <message>
        <source>{place} · encrypted (TLS)</source>
        <translation>{place} · chiffrée (TLS)</translation>
    </message>
    <message>
        <source>{place} · not encrypted</source>
        <translation>{place} · non chiffrée</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <comment>in a folder</comment>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <comment>messages</comment>
        <translation>
            <numerusform>%n non lu</numerusform>
            <numerusform>%n non lus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread in the folders below</source>
        <comment>messages</comment>
        <translation>
            <numerusform>%n non lu dans les sous-dossiers</numerusform>
            <numerusform>%n non lus dans les sous-dossiers</numerusform>
        </translation>
    </message>
    <message>
        <source>Account {name}, {protocol}</source>
        <translation>Compte {name}, {protocol}</translation>
    </message>
    <message>
        <source>On the server: {name}</source>
        <translation>Sur le serveur : {name}</translation>
    </message>
    <message>
        <source>needs your attention</source>
        <translation>a besoin de vous</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>sur cet ordinateur</translation>
    </message>
    <message>
        <source>paused</source>
        <comment>an account</comment>
        <translation>en pause</translation>
    </message>
    <message>
        <source>{name}: holds folders, but no messages itself</source>
        <translation>{name} : contient des dossiers, mais pas de messages</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Your browser will open. Facteur never sees your password: {provider} hands it a key you can withdraw at any time.</source>
        <translation>Votre navigateur va s’ouvrir. Facteur ne voit jamais votre mot de passe : {provider} lui remet une clé que vous pouvez retirer à tout moment.</translation>
    </message>
    <message>
        <source>{provider} lets mail programs in through its own page only (OAuth), and this build of Facteur is not registered there. So it cannot add this address yet, unless somebody gave you a client id: specialists can get one from {provider}.</source>
        <translation>{provider} ne laisse entrer les logiciels de courrier que par sa propre page (OAuth), et cette version de Facteur n’y est pas inscrite. Elle ne peut donc pas encore ajouter cette adresse, sauf si quelqu’un vous a donné un identifiant de client : les spécialistes peuvent en obtenir un chez {provider}.</translation>
    </message>
    <message>
        <source>{provider} wants an app password, different from your usual one.</source>
        <translation>{provider} demande un mot de passe d’application, différent de votre mot de passe habituel.</translation>
    </message>
    <message>
        <source>{provider} would also let Facteur in through its own page, but this build is not registered there. An app password, different from your usual one, works as well.</source>
        <translation>{provider} laisserait aussi entrer Facteur par sa propre page, mais cette version n’y est pas inscrite. Un mot de passe d’application, différent de votre mot de passe habituel, convient aussi bien.</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Mot de passe</translation>
    </message>
    <message>
        <source>&amp;Remember it in {keyring}</source>
        <translation>Le &amp;retenir dans {keyring}</translation>
    </message>
    <message>
        <source>&amp;User name (often your full address)</source>
        <translation>&amp;Identifiant (souvent votre adresse complète)</translation>
    </message>
    <message>
        <source>App &amp;password</source>
        <translation>&amp;Mot de passe d’application</translation>
    </message>
    <message>
        <source>How to create it</source>
        <translation>Comment le créer</translation>
    </message>
    <message>
        <source>No keyring (the computer’s safe for passwords) is open: Facteur will ask at each start.</source>
        <translation>Aucun trousseau (le coffre à mots de passe de l’ordinateur) n’est ouvert : Facteur le demandera à chaque démarrage.</translation>
    </message>
    <message>
        <source>Open the page again</source>
        <translation>Rouvrir la page</translation>
    </message>
    <message>
        <source>Open {provider}’s page</source>
        <translation>Ouvrir la page {provider}</translation>
    </message>
    <message>
        <source>Sign in on {provider}’s page instead</source>
        <translation>S’identifier plutôt sur la page {provider}</translation>
    </message>
    <message>
        <source>Sign in to {provider}</source>
        <translation>Identifiez-vous chez {provider}</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Ne plus attendre</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Tester la connexion</translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation>Il manque le mot de passe.</translation>
    </message>
    <message>
        <source>Use a client id of my own</source>
        <translation>Utiliser un identifiant de client à moi</translation>
    </message>
    <message>
        <source>Use an app password instead</source>
        <translation>Utiliser plutôt un mot de passe d’application</translation>
    </message>
    <message>
        <source>Waiting for your approval in the browser…</source>
        <translation>En attente de votre accord dans le navigateur…</translation>
    </message>
    <message>
        <source>{provider} has agreed.</source>
        <translation>{provider} a donné son accord.</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Internet directory (DNS)</source>
        <translation>Annuaire d’Internet (DNS)</translation>
    </message>
    <message>
        <source>Providers Facteur knows</source>
        <translation>Fournisseurs connus de Facteur</translation>
    </message>
    <message>
        <source>Settings published by {domain}</source>
        <translation>Réglages publiés par {domain}</translation>
    </message>
    <message>
        <source>Trying the usual names</source>
        <translation>Essai des noms habituels</translation>
    </message>
    <message>
        <source>found</source>
        <comment>a source of settings</comment>
        <translation>trouvé</translation>
    </message>
    <message>
        <source>nothing here</source>
        <comment>a source of settings</comment>
        <translation>rien ici</translation>
    </message>
    <message>
        <source>slow, {count} s more</source>
        <comment>a source of settings</comment>
        <translation>lent, encore {count} s</translation>
    </message>
    <message>
        <source>working…</source>
        <comment>a source of settings</comment>
        <translation>en cours…</translation>
    </message>
</context>
<context>
    <name>SpaceBox</name>
    <message>
        <source>Space on the server: {used} of {total} ({percent})</source>
        <translation>Place sur le serveur : {used} sur {total} ({percent})</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>Add a star</source>
        <translation>Ajouter une étoile</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Effacer définitivement</translation>
    </message>
    <message>
        <source>Has attachments</source>
        <translation>Avec des pièces jointes</translation>
    </message>
    <message>
        <source>Mark as deleted</source>
        <translation>Marquer supprimé</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Marquer comme lu</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Marquer comme non lu</translation>
    </message>
    <message>
        <source>Marked deleted</source>
        <translation>Marqué supprimé</translation>
    </message>
    <message>
        <source>Marked deleted · not deleted yet</source>
        <translation>Marqué supprimé · pas encore effacé</translation>
    </message>
    <message>
        <source>No attachments</source>
        <translation>Sans pièce jointe</translation>
    </message>
    <message>
        <source>Not starred</source>
        <comment>state of a message</comment>
        <translation>Sans étoile</translation>
    </message>
    <message>
        <source>Put into the trash</source>
        <translation>Mettre à la corbeille</translation>
    </message>
    <message>
        <source>Read</source>
        <comment>adjective, state of a message</comment>
        <translation>Lu</translation>
    </message>
    <message>
        <source>Remove the star</source>
        <translation>Retirer l’étoile</translation>
    </message>
    <message>
        <source>Restore: no longer marked deleted</source>
        <translation>Restaurer : n’est plus marqué supprimé</translation>
    </message>
    <message>
        <source>Starred</source>
        <comment>state of a message</comment>
        <translation>Étoilé</translation>
    </message>
    <message>
        <source>The list is being read</source>
        <translation>La liste est en cours de lecture</translation>
    </message>
    <message>
        <source>Unread</source>
        <comment>state of a message</comment>
        <translation>Non lu</translation>
    </message>
    <message>
        <source>Waiting to be sent to the server</source>
        <translation>En attente d’envoi au serveur</translation>
    </message>
    <message>
        <source>answered</source>
        <comment>mark in a list of marks</comment>
        <translation>répondu</translation>
    </message>
    <message>
        <source>has attachments</source>
        <translation>avec pièces jointes</translation>
    </message>
    <message>
        <source>marked deleted, not deleted yet</source>
        <translation>marqué supprimé, pas encore effacé</translation>
    </message>
    <message>
        <source>message whose headers are not here yet</source>
        <translation>message dont les en-têtes ne sont pas encore là</translation>
    </message>
    <message>
        <source>starred</source>
        <comment>mark in a list of marks</comment>
        <translation>étoilé</translation>
    </message>
    <message>
        <source>waiting to be sent to the server</source>
        <translation>en attente d’envoi au serveur</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Show what is going on and what waits (F8)</source>
        <translation>Montrer ce qui est en cours et ce qui attend (F8)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
</context>
<context>
    <name>StepLine</name>
    <message>
        <source>Help with choosing</source>
        <translation>Aide au choix</translation>
    </message>
    <message>
        <source>Step {at} of {total}</source>
        <translation>Étape {at} sur {total}</translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>Text of the message</source>
        <translation>Texte du message</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Menu</source>
        <comment>the button that opens the main menu</comment>
        <translation>Menu</translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message numerus="yes">
        <source>Backup verified: {count} message(s) re-read, no difference</source>
        <translation>
            <numerusform>Sauvegarde vérifiée : {count} message relu, aucune différence</numerusform>
            <numerusform>Sauvegarde vérifiée : {count} messages relus, aucune différence</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last backup %n day(s) ago</source>
        <translation>
            <numerusform>Dernière sauvegarde il y a %n jour</numerusform>
            <numerusform>Dernière sauvegarde il y a %n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Restaurer une sauvegarde</translation>
    </message>
    <message>
        <source>That was another one.</source>
        <translation>Ce n’était pas celle-là.</translation>
    </message>
    <message>
        <source>The backup is made</source>
        <translation>La sauvegarde est faite</translation>
    </message>
    <message>
        <source>The backup is restored</source>
        <translation>La sauvegarde est restaurée</translation>
    </message>
    <message>
        <source>The folder is exported</source>
        <translation>Le dossier est exporté</translation>
    </message>
    <message>
        <source>The last backup is less than a day old.</source>
        <translation>La dernière sauvegarde a moins d’un jour.</translation>
    </message>
    <message>
        <source>The mail is imported</source>
        <translation>Les messages sont importés</translation>
    </message>
    <message>
        <source>They are in {folder} or below it.</source>
        <translation>Ils sont dans {folder} ou en dessous.</translation>
    </message>
    <message>
        <source>This backup has a passphrase</source>
        <translation>Cette sauvegarde a une phrase secrète</translation>
    </message>
    <message>
        <source>You have no backup yet.</source>
        <translation>Vous n’avez encore aucune sauvegarde.</translation>
    </message>
    <message>
        <source>changed while it was read</source>
        <translation>a changé pendant la lecture</translation>
    </message>
    <message>
        <source>has another length than it should</source>
        <translation>n’a pas la longueur prévue</translation>
    </message>
    <message>
        <source>holds nothing</source>
        <translation>est vide</translation>
    </message>
    <message>
        <source>is compressed in a way Facteur cannot read</source>
        <translation>est compressé d’une façon que Facteur ne sait pas lire</translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation>est abîmé</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>est absent</translation>
    </message>
    <message>
        <source>is not a message</source>
        <translation>n’est pas un message</translation>
    </message>
    <message>
        <source>not wholly on this computer</source>
        <translation>n’est pas en entier sur cet ordinateur</translation>
    </message>
    <message>
        <source>the system does not let Facteur read it</source>
        <translation>le système ne laisse pas Facteur le lire</translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) already there were skipped</source>
        <translation>
            <numerusform>{count} message déjà présent a été passé</numerusform>
            <numerusform>{count} messages déjà présents ont été passés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) are not in it: they are listed below</source>
        <translation>
            <numerusform>{count} message n’y est pas : il est dans la liste ci-dessous</numerusform>
            <numerusform>{count} messages n’y sont pas : ils sont dans la liste ci-dessous</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) could not be read: they are listed below</source>
        <translation>
            <numerusform>{count} message était illisible : il est dans la liste ci-dessous</numerusform>
            <numerusform>{count} messages étaient illisibles : ils sont dans la liste ci-dessous</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) exported ({size})</source>
        <translation>
            <numerusform>{count} message exporté ({size})</numerusform>
            <numerusform>{count} messages exportés ({size})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) imported ({size})</source>
        <translation>
            <numerusform>{count} message importé ({size})</numerusform>
            <numerusform>{count} messages importés ({size})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and {count} more</source>
        <translation>
            <numerusform>… et {count} autre</numerusform>
            <numerusform>… et {count} autres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferController</name>
    <message>
        <source>Export this folder</source>
        <translation>Exporter ce dossier</translation>
    </message>
    <message>
        <source>Folder of the backups</source>
        <translation>Dossier des sauvegardes</translation>
    </message>
    <message>
        <source>Import mail</source>
        <translation>Importer des messages</translation>
    </message>
    <message>
        <source>It will be filed in {folder}; several folders go below it.</source>
        <translation>Ils seront rangés dans {folder} ; s’il y a plusieurs dossiers, en dessous.</translation>
    </message>
    <message>
        <source>It will be filed under “On this computer”, beside your accounts: it goes to no server.</source>
        <translation>Le courrier sera classé dans « Sur cet ordinateur », à côté de vos comptes : il ne part vers aucun serveur.</translation>
    </message>
    <message numerus="yes">
        <source>{count} message(s) in {folder}</source>
        <translation>
            <numerusform>{count} message dans {folder}</numerusform>
            <numerusform>{count} messages dans {folder}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferQuestion</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>TrialPage</name>
    <message>
        <source>Add this account</source>
        <translation>Ajouter ce compte</translation>
    </message>
    <message>
        <source>Connection (not encrypted)</source>
        <translation>Connexion (non chiffrée)</translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation>Essai de connexion</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Encrypted connection</source>
        <translation>Connexion chiffrée</translation>
    </message>
    <message>
        <source>Everything works</source>
        <translation>Tout fonctionne</translation>
    </message>
    <message>
        <source>Facteur checks receiving, then sending. Nothing is deleted during the test.</source>
        <translation>Facteur vérifie la réception puis l’envoi. Rien n’est effacé pendant l’essai.</translation>
    </message>
    <message>
        <source>Facteur checks receiving. Nothing is deleted during the test.</source>
        <translation>Facteur vérifie la réception. Rien n’est effacé pendant l’essai.</translation>
    </message>
    <message>
        <source>Go on without sending for now</source>
        <translation>Continuer sans envoi pour l’instant</translation>
    </message>
    <message>
        <source>No keyring is open: Facteur will ask for the password at each start.</source>
        <translation>Aucun trousseau n’est ouvert : Facteur demandera le mot de passe à chaque démarrage.</translation>
    </message>
    <message>
        <source>One question is left: it is below.</source>
        <translation>Il reste une question : elle est plus bas.</translation>
    </message>
    <message>
        <source>Reading the mailbox</source>
        <translation>Lecture de la boîte</translation>
    </message>
    <message>
        <source>Receiving works</source>
        <translation>La réception fonctionne</translation>
    </message>
    <message>
        <source>See the POP options</source>
        <translation>Voir les options POP</translation>
    </message>
    <message>
        <source>Sending (without sending anything)</source>
        <translation>Envoi (sans rien envoyer)</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Identification</translation>
    </message>
    <message>
        <source>The address can be added now.</source>
        <translation>L’adresse peut maintenant être ajoutée.</translation>
    </message>
    <message>
        <source>This server cannot tell which messages were already taken; delete them, or use IMAP.</source>
        <translation>Ce serveur ne sait pas reconnaître les messages déjà pris ; il faut les effacer, ou passer à IMAP.</translation>
    </message>
    <message>
        <source>did not work</source>
        <comment>a step of a test</comment>
        <translation>n’a pas fonctionné</translation>
    </message>
    <message>
        <source>left out for now</source>
        <comment>a step of a test</comment>
        <translation>laissé de côté pour l’instant</translation>
    </message>
    <message>
        <source>no server for sending is known yet</source>
        <comment>a step of a test</comment>
        <translation>aucun serveur d’envoi n’est encore connu</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>a step of a test</comment>
        <translation>en attente</translation>
    </message>
    <message>
        <source>working…</source>
        <comment>a step of a test</comment>
        <translation>en cours…</translation>
    </message>
    <message>
        <source>works</source>
        <comment>a step of a test</comment>
        <translation>fonctionne</translation>
    </message>
    <message>
        <source>{host}, port {port}: {word}</source>
        <translation>{host}, port {port} : {word}</translation>
    </message>
</context>
<context>
    <name>TrustPage</name>
    <message>
        <source>&amp;I have compared the fingerprint, and it is the same</source>
        <translation>J’ai &amp;comparé l’empreinte, et c’est la même</translation>
    </message>
    <message>
        <source>A certificate is how a server proves who it is. Compare the fingerprint with the one your administrator gives you, by telephone or on paper.</source>
        <translation>Un certificat est ce par quoi un serveur prouve qui il est. Comparez l’empreinte avec celle que votre administrateur vous donne, par téléphone ou sur papier.</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <translation>Empreinte (SHA-256)</translation>
    </message>
    <message>
        <source>If the fingerprint is not the same, somebody may be reading along: do not trust it. Once trusted, Facteur accepts this certificate only, for this server only.</source>
        <translation>Si l’empreinte n’est pas la même, quelqu’un lit peut-être en chemin : ne faites pas confiance. Une fois accepté, ce certificat est le seul que Facteur accepte, pour ce serveur seulement.</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Émis par</translation>
    </message>
    <message>
        <source>Made out to</source>
        <translation>Établi pour</translation>
    </message>
    <message>
        <source>The certificate of {host}</source>
        <translation>Le certificat du serveur {host}</translation>
    </message>
    <message>
        <source>Trust this certificate</source>
        <translation>Faire confiance à ce certificat</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Valable du</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Valable jusqu’au</translation>
    </message>
    <message>
        <source>nobody named</source>
        <translation>personne de nommé</translation>
    </message>
    <message>
        <source>{issuer} (by itself)</source>
        <translation>{issuer} (par lui-même)</translation>
    </message>
</context>
<context>
    <name>WebView</name>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy the link’s address</source>
        <translation>Copier l’adresse du lien</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Tout sélectionner</translation>
    </message>
    <message>
        <source>Text of the message</source>
        <translation>Texte du message</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Add my address</source>
        <translation>Ajouter mon adresse</translation>
    </message>
    <message>
        <source>Bring mail from Thunderbird or files…</source>
        <translation>Reprendre depuis Thunderbird ou des fichiers…</translation>
    </message>
    <message>
        <source>Facteur collects nothing. It talks to your provider and, to find the settings of an address, to the public directory of providers.</source>
        <translation>Facteur ne collecte rien. Il parle à votre fournisseur et, pour trouver les réglages d’une adresse, à l’annuaire public des fournisseurs.</translation>
    </message>
    <message>
        <source>Language: English</source>
        <translation>Langue : Français</translation>
    </message>
    <message>
        <source>Look around first</source>
        <translation>Découvrir sans adresse</translation>
    </message>
    <message>
        <source>Restore a Facteur backup…</source>
        <translation>Restaurer une sauvegarde Facteur…</translation>
    </message>
    <message>
        <source>Resume adding {address}</source>
        <translation>Continuer d’ajouter {address}</translation>
    </message>
    <message>
        <source>Sample messages, no account, nothing is sent.</source>
        <translation>Des messages d’exemple, aucun compte, rien n’est envoyé.</translation>
    </message>
    <message>
        <source>Welcome to Facteur</source>
        <translation>Bienvenue dans Facteur</translation>
    </message>
    <message>
        <source>Your mail, kept your way.</source>
        <translation>Votre courrier, rangé chez vous comme vous l’entendez.</translation>
    </message>
</context>
<context>
    <name>WizardDialog</name>
    <message>
        <source>Add an address</source>
        <translation>Ajouter une adresse</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
</TS>
