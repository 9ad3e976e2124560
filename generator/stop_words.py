"""Words that say nothing about what a paper is about: function words, and what every abstract says of itself."""

from __future__ import annotations

_FUNCTION = """
a about above across after again against all almost along already also although always am among an and another any
anymore anything are aren around as at away be became because become becomes becoming been before beforehand being
below beside besides between beyond both but by came can cannot come comes could couldn did didn do does doesn doing
don done down due during each eight either else elsewhere enough especially etc even ever every everything except few
fewer first five for former formerly four from further furthermore gave get gets getting give given gives giving go
goes going got had has hasn have haven having he hence her here hereby herein hers herself him himself his how however
i ie if in indeed instead into is isn it its itself just keep last latter latterly least less let lets like likely
many may maybe me meanwhile might mine more moreover most mostly much must my myself namely near nearly need needed
needs neither never nevertheless next nine no nobody none nonetheless nor not nothing now nowhere of off often on once
one ones only onto or other others otherwise our ours ourselves out over own per perhaps put quite rather re really
same second see seem seems seen seven several shall she should since six so some somehow something sometimes somewhat
soon still such take taken takes taking ten than that the their theirs them themselves then thence there thereby
therefore therein thereof these they third this those though three through throughout thus to together too toward
towards twice two under unless until up upon us use used uses using usually various very via was we well went were
what whatever when whenever where whereas whereby wherein whether which while whilst who whole whom whose why will
with within without would yet you your yours yourself
"""

_BOILERPLATE = """
ability ablation able absence abstract according accordingly account accounting accounts accuracy accurate accurately
achievable achieve achieved achievement achieves achieving acknowledge actually added adding addition additional
additionally address addressed addresses addressing adds adequate adjust adjusted adopt adopted adopting adoption
adopts advance advanced advancement advancements advances advantage advantageous advantages affect affected affects
aforementioned aid aided aids aim aimed aiming aims al alleviate alleviates allow allowed allowing allows alone
alternatively alternatives amount amounts ample analyse analysed analyses analysing analysis analyze analyzed analyzes
analyzing answer apart appear appearing appears applicability applicable application applications applied applies
apply applying approach approached approaches appropriate appropriately arbitrarily arbitrary arguably argue argued
argues arise arises arising art article arxiv aspect aspects assess assessed assist assisted associated assume assumed
assumes assuming assumption assumptions attempt attempted attempts attract attracted attractive author authors
automatic automatically available avoid avoided avoiding avoids aware base based baseline baselines basic basis
beginning behave belief beliefs believe believed benchmark benchmarks beneficial benefit benefits best better big
bring bringing brings broad broadly build building builds built burden call called capabilities capability capable
capture captured captures capturing careful carefully carried carries carry carrying case cases cast cause caused
causes causing certain challenge challenged challenges challenging change changed changes changing characterise
characteristic characteristics characterize choice choices choose chosen claim claims clear clearly close closely co
code codes com combination combine combined combines combining common commonly comparable compare compared compares
comparing comparison comparisons competing competitive complete completely complex complexity comprehensive comprise
comprises computationally compute computed computes concern concerns conclude conclusion conclusions concrete
condition conditions conduct conducted conducting conference confined confirm confirmed conjunction cons consequence
consequently consider considerable considerably consideration considered considering considers consist consistent
consistently consisting consists constitute construct constructed constructing construction consuming contain
contained containing contains contemporary content contrary contrast contribute contributes contribution contributions
conventional convert cope core correct correctly correspond corresponding corresponds cost costly costs counterpart
counterparts create created creates creating critical crucial crucially current currently date de deal dealing deals
decade decades decide decides decrease dedicated define defined defines definition degree degrees deliver demand
demands demonstrate demonstrated demonstrates demonstrating demonstration denote depend dependent depending depends
deployed derive derived describe described describes describing design designed designing designs desirable desired
despite detail detailed details determine determined determines develop developed developing development develops
differ difference differences different differently difficult difficulties difficulty direct direction directions
directly discover discovered discovering discuss discussed discusses discussion distinct dominant dramatically
drastically draw drawback drawbacks drawing drawn drive driven ease easier easily easy editable effect effective
effectively effectiveness effects efficacy efficient efficiently effort efforts elegant elements eliminate emerge
emerged emergence emerging emphasis empirical empirically employ employed employing employs enable enabled enables
enabling encounter encourage end enforces enforcing engineering enhance enhanced enhancement enhances enhancing enjoy
enjoys ensure ensures ensuring entire entirely entities equal equally equipped equivalent essential essentially
establish established establishes establishing estimated et evaluate evaluated evaluates evaluating evaluation
evaluations evidence evident ex exact exactly examine examined examines examining example examples exceed exceeds
excellent exhaustive exhibit exhibited exhibiting exhibits exist existence existing exists expect expected expensive
experiment experimental experimentally experimented experiments explain explained explains explanation explicit
explicitly exploit exploited exploiting exploits explore explored explores exploring extend extended extending extends
extension extensions extensive extensively extent extra extracting extremely face faced faces facilitate facilitates
facilitating fact factor factors fail failed fails failure fairly fall family famous far fashion fast faster favor
favorable favorably favors favour favours feasible fed final finally find finding findings finds fine firstly fit
flexible focus focused focuses focusing follow followed following follows form formal formally forms formulate
formulated formulation fortunately found foundation framework frameworks free frequently friendly full fully
fundamental fundamentally future gain gained gaining gains gap gaps general generality generally generic github goal
goals good gracefully great greater greatest greatly grow growing grown grows guarantee guarantees guide guided guides
handle handled handles handling hard hardly heavily heavy held help helpful helps hereafter high higher highest
highlight highlighting highlights highly hinder hindered hindering hinders hold holds html http https huge hundred
hundreds hypothesis idea ideal ideas identical identified identifies identify identifying ignore ignored ignores
ignoring ii iii illustrate illustrated illustrates illustrating impact implement implementation implementations
implemented implementing implication implications implies imply importance important importantly impose impossible
impressive improve improved improvement improvements improves improving include included includes including
incorporate incorporated incorporates incorporating incorporation incorrect increase increased increases increasing
increasingly incur incurring incurs independent independently indicate indicated indicates indicating ineffective
inefficient influence influences inform informative inherent inherently initial inner innovation innovative inside
insight insights inspire inspired insufficient integrate integrated integrates integrating intend interest interested
interesting interestingly intermediate internal interplay intriguing introduce introduced introduces introducing
introduction intuition intuitive intuitively investigate investigated investigates investigating investigation involve
involved involves involving io issue issues iv jointly keeping key kg kind kinds know known lack lacking lacks large
largely larger largest lastly late later lead leading leads leave led left level levels leverage leveraged leverages
leveraging lie lies limit limitation limitations limited limiting limits line literature little long look looking lot
low lower made main mainly maintain maintained maintaining maintains major majority make makes making manner manually
massive matter mean meaning means meet mention mentioned merely method methodologies methodology methods mild million
millions minimal minor mis mitigate mitigates mitigating mm moderate modern modification modifications modified modify
motivate motivated motivates motivation ms multiple naive name named naturally nature necessarily necessary necessity
negative new newly non nontrivial notable notably note notice noticeable notion novel number numbers numerical
numerous observation observations observe observed observes observing obtain obtained obtaining obtains obvious
obviously occur occurrence occurring occurs offer offered offering offers old open operate operates order orders org
original originally outcome outcomes outperform outperformed outperforming outperforms outside overall overcome
overcomes overcoming overhead overlooked overly overview page paper papers paradigm paradigms part partial partially
particular particularly partly past pave perfect perform performance performances performed performing performs
perspective perspectives phenomena phenomenon place play played playing plays poor poorly popular position positive
possess possibility possible possibly post potential potentially powerful practical practically practice practices
practitioners pre precise precisely prefer preliminary presence present presented presenting presents preserve
preserves prevent preventing prevents previous previously primarily primary principle principled principles prior
problem problematic problems procedure procedures produce produced produces producing progress prohibitive project
prominent promise promises promising promote prone proof proper properly properties property proposal propose proposed
proposes proposing proposition pros provably prove proved proven proves provide provided provides providing public
publicly published publishing purely purpose purposes pursue push qualitative qualitatively quantify quantitative
quantitatively quantities quantity question questions quick quickly raise raised raises range rapid rapidly rare
rarely rate rates reach reached reaches reaching readily ready real realistic realize reason reasonable reasons
receive received recent recently recognize reduce reduced reduces reducing reduction reductions refer reference refers
regard regarded regarding regardless related relative relatively release released relevance relevant reliable reliably
reliance relied relies rely relying remain remained remaining remains remarkable remarkably remove removed repeated
replace replaced replaces replacing report reported reports represent representative represented represents reproduce
require required requirement requirements requires requiring research researcher researchers resolve resolved resolves
respect respective respectively respond response responsible responsibly rest restrict restricted restricting
restrictions result resulted resulting results retain reveal revealed revealing reveals revisit rich richer right
rigorous rise role room roughly run running sake satisfactory satisfies satisfy satisfying scale scales scaling
scenario scenarios scheme schemes scope scratch seamlessly secondly section seek seeks select selected selecting
selects semi series serious serve served serves serving set sets setting settings setup severe shed sheds short
shortcomings show showcase showcases showcasing showed showing shown shows side sight significance significant
significantly similar similarity similarly simple simpler simplest simplicity simplify simply simultaneous
simultaneously single situation situations size sizes slightly small smaller smallest solely solid solution solutions
solve solved solves solving sophisticated sota source sourced special specialized specially specific specifically
specification specifications specified specify stage stages stand standard start starting starts state step steps
straightforward strategies strategy strength strengths strict strictly strive strives strong stronger strongly
struggle studied studies study studying sub subject suboptimal subsequent subsequently substantial substantially
substantiate subtle succeed success successes successful successfully suffer suffering suffers suffice sufficient
sufficiently suggest suggested suggesting suggests suit suitable suite suited summarize summary superior superiority
supplementary support supported supporting supports surpass surpasses surpassing surprising surprisingly surrounding
systematic systematically tackle tackled tackles tackling tailor tailored technical technique techniques technologies
technology tend tends term termed terms thanks theoretical theoretically theory thing things think thorough thoroughly
thought thousand thousands time times today top topic topics total trade tradeoff traditional traditionally treat
trend trends trial trivial true truly try trying tuned turn turns type types typical typically ubiquitous ultimately
unable unclear uncover undergo undergoes underlying understand understanding understood undesirable unexplored
unfortunately unified unify unique unknown unlike unprecedented unseen usage useful usefulness utilise utilised
utilises utilising utility utilization utilize utilized utilizes utilizing valid validate validated validates
validating validation validity valuable value values vanilla variant variants variation variations varies variety vary
varying vast verified verify versatile version versus viable viewed viewpoint viewpoints virtue vital vs want way ways
weak wide widely wider widespread wise work worked working works worse worst worth worthwhile www year years yield
yielded yielding yields
"""

STOP_WORDS = frozenset(f"{_FUNCTION} {_BOILERPLATE}".split())
