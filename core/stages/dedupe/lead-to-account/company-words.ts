/**
 * Words that many companies have in their names, in the languages that most CRM data is in: two who share only these have nothing in
 * common. Drawn up by hand: kinds of business, places in general, and what names are filled up with.
 */
export const commonCompanyWords: ReadonlySet<string> = new Set(
	`
	group groupe gruppe grupo gruppo holding holdings services service solutions solution systems system technologies technology tech
	technik technologie tecnologia international global worldwide national partners partner associates consulting consultants consultancy
	beratung conseil management capital ventures investments investment finance financial bank banque banca banco insurance versicherung
	assurance industries industrie industrial industria manufacturing products produkte produits logistics logistik logistique transport
	transportes trading trade handel handels commerce commercial import export energy energie energia power electric electrical elektro
	electronics elektronik software digital data media online network networks communications telecom health healthcare medical medizin
	pharma pharmaceuticals clinic klinik hospital care bio life sciences science labs lab laboratories research engineering engineers
	ingenieurburo construction bau building builders immobilien immobilier properties property realty estate homes design designs studio
	studios creative marketing advertising agency agentur agence foods food beverages restaurant restaurants hotel hotels travel reisen
	tours school schule university universitat college academy institute institut education training foundation stiftung association
	verein society club church city stadt county state federal north south east west nord sud ost central first general united american
	european deutsche new old great best premier advanced integrated innovative innovations automotive auto motors car cars parts supply
	supplies equipment tools machines maschinen maschinenbau metal metall steel stahl plastics kunststoff chemicals chemie chemical paper
	packaging printing druck textile fashion sports fitness beauty water wasser gas oil petroleum mining resources environmental
	environment security sicherheit safety legal law lawyers rechtsanwalte steuerberater tax accounting staffing personal recruiting hr
	and und et y e of the de la le van von der die das for fur pour company firm werke werk works air
	`
		.trim()
		.split(/\s+/),
);

/** Of these, words that say nothing of what a company does: *Acme Group* is rather *Acme* than *Acme Foods* is. */
export const fillingCompanyWords: ReadonlySet<string> = new Set(
	'group holding company firm and of the de la le van von der die das for fur pour international global worldwide national'.split(
		' ',
	),
);

/** Ends of domains that are names, too: *Booking.com*. */
export const namedSuffixes: ReadonlySet<string> = new Set(['com', 'net', 'org', 'io', 'ai']);

/** What is written short in one place and out in another; both sides are written out. */
export const writtenOut: Readonly<Record<string, string>> = {
	intl: 'international',
	int: 'international',
	internat: 'international',
	natl: 'national',
	bros: 'brothers',
	gebr: 'bruder',
	gebruder: 'bruder',
	mfg: 'manufacturing',
	mgmt: 'management',
	mgt: 'management',
	svcs: 'services',
	svc: 'service',
	serv: 'services',
	sys: 'systems',
	tech: 'technology',
	technologies: 'technology',
	assoc: 'associates',
	assocs: 'associates',
	dept: 'department',
	univ: 'university',
	inst: 'institute',
	hosp: 'hospital',
	ctr: 'center',
	centre: 'center',
	zentrum: 'center',
	eng: 'engineering',
	engr: 'engineering',
	ind: 'industries',
	inds: 'industries',
	indus: 'industries',
	constr: 'construction',
	pharm: 'pharma',
	pharmaceuticals: 'pharma',
	pharmaceutical: 'pharma',
	comm: 'communications',
	corp: 'corporation',
	grp: 'group',
	gp: 'group',
	hldg: 'holding',
	hldgs: 'holding',
	holdings: 'holding',
	gruppe: 'group',
	groupe: 'group',
	grupo: 'group',
	gruppo: 'group',
	und: 'and',
	et: 'and',
	y: 'and',
	n: 'and',
	st: 'saint',
	sankt: 'saint',
	labs: 'laboratories',
	lab: 'laboratories',
	ins: 'insurance',
	fin: 'financial',
	dev: 'development',
	dist: 'distribution',
	distr: 'distribution',
	prod: 'products',
	prods: 'products',
	sols: 'solutions',
	sol: 'solutions',
};

/** Names of a part of the world that are too short to be looked up as the name of a country, as a branch is called after them. */
export const shortCountries: Readonly<Record<string, string>> = {
	us: 'US',
	usa: 'US',
	uk: 'GB',
	gb: 'GB',
	uae: 'AE',
	emea: 'EMEA',
	apac: 'APAC',
	latam: 'LATAM',
	dach: 'DACH',
	europe: 'EUROPE',
	europa: 'EUROPE',
	asia: 'ASIA',
};
