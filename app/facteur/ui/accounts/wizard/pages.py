"""Which class makes which page."""

from facteur.ui.accounts.wizard.address import AddressPage
from facteur.ui.accounts.wizard.compare import ComparePage
from facteur.ui.accounts.wizard.dialog import Maker
from facteur.ui.accounts.wizard.discovery import DiscoveryPage
from facteur.ui.accounts.wizard.done import DonePage
from facteur.ui.accounts.wizard.keep import KeepPage
from facteur.ui.accounts.wizard.manual import ManualPage
from facteur.ui.accounts.wizard.popoptions import PopOptionsPage
from facteur.ui.accounts.wizard.questions import QuestionsPage
from facteur.ui.accounts.wizard.signin import SignInPage
from facteur.ui.accounts.wizard.state import Place
from facteur.ui.accounts.wizard.trialpage import TrialPage
from facteur.ui.accounts.wizard.trust import TrustPage

MAKERS: dict[Place, Maker] = {
    Place.ADDRESS: AddressPage,
    Place.DISCOVERY: DiscoveryPage,
    Place.MANUAL: ManualPage,
    Place.KEEP: KeepPage,
    Place.QUESTIONS: QuestionsPage,
    Place.COMPARE: ComparePage,
    Place.POP: PopOptionsPage,
    Place.SIGN_IN: SignInPage,
    Place.TEST: TrialPage,
    Place.CERTIFICATE: TrustPage,
    Place.DONE: DonePage,
}
