import { plainWords } from '../../../../record/plain-words';

/** From the highest on: the first group that has a word of the title gives its seniority. */
const seniorities: ReadonlyArray<readonly [string, ReadonlySet<string>]> = [
	['student or intern', wordsOf('student,intern,trainee,apprentice,praktikant,werkstudent,stagiaire')],
	['assistant', wordsOf('assistant,secretary,receptionist,assistentin,assistent')],
	['vice president', wordsOf('vp,svp,evp,avp,vice')],
	['owner', wordsOf('owner,founder,cofounder,partner,inhaber,inhaberin,gründer,gesellschafter,proprietor')],
	[
		'c-level',
		wordsOf(
			'ceo,cto,cfo,cio,coo,cmo,ciso,cro,cpo,chro,cdo,chief,president,geschaftsfuhrer,geschaftsfuhrerin,vorstand,chairman,pdg',
		),
	],
	['director', wordsOf('director,direktor,directeur,directrice,head,leiter,leiterin,dean,principal')],
	[
		'manager',
		wordsOf('manager,mgr,managerin,lead,supervisor,coordinator,teamleiter,responsable,gerente,superintendent'),
	],
	['senior', wordsOf('senior,sr,staff,architect')],
	[
		'staff',
		wordsOf(
			'engineer,developer,analyst,consultant,specialist,representative,rep,associate,executive,officer,buyer,planner,designer,agent,advisor,accountant,administrator,admin,scientist,technician,programmer,clerk,recruiter,referent,sachbearbeiter,junior,jr',
		),
	],
];

const functions: ReadonlyArray<readonly [string, ReadonlySet<string>]> = [
	['security', wordsOf('security,ciso,cyber,infosec')],
	['it', wordsOf('it,cio,information,infrastructure,network,systems,system,helpdesk,edv,devops,cloud')],
	[
		'engineering',
		wordsOf('cto,engineering,engineer,developer,software,technology,technical,r,programmer,architect,entwicklung'),
	],
	['data', wordsOf('data,analytics,bi,insights,scientist')],
	[
		'finance',
		wordsOf('cfo,finance,financial,accounting,accountant,controller,controlling,treasurer,tax,audit,payroll,finanzen'),
	],
	['marketing', wordsOf('cmo,marketing,brand,communications,pr,content,seo,growth,demand,media')],
	['sales', wordsOf('cro,sales,account,business,revenue,vertrieb,commercial,vente,ventes')],
	['people', wordsOf('hr,chro,human,people,talent,recruiter,recruiting,recruitment,personal')],
	['purchasing', wordsOf('purchasing,procurement,buyer,sourcing,einkauf,achats,supply')],
	[
		'operations',
		wordsOf('coo,operations,operation,logistics,facilities,production,plant,manufacturing,quality,warehouse'),
	],
	['product', wordsOf('cpo,product,produkt')],
	['legal', wordsOf('legal,counsel,lawyer,attorney,compliance,privacy')],
	['support', wordsOf('support,service,success,customer')],
	[
		'general management',
		wordsOf('ceo,president,owner,founder,cofounder,partner,general,managing,geschaftsfuhrer,vorstand'),
	],
];

/** How high a title stands, such as `director`; `undefined` when none of its words says. */
export function seniorityOf(title: string): string | undefined {
	return firstGroup(title, seniorities);
}

/** What a title is about, such as `finance`; `undefined` when none of its words says. */
export function functionOf(title: string): string | undefined {
	return firstGroup(title, functions);
}

function firstGroup(title: string, groups: typeof seniorities): string | undefined {
	const words = plainWords(title.slice(0, 200)).split(' ');
	return groups.find(([, known]) => words.some((word) => known.has(word)))?.[0];
}

function wordsOf(list: string): ReadonlySet<string> {
	return new Set(list.split(',').map(plainWords));
}
