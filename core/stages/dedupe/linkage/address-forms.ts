import { plainWords } from '../../../record/plain-words';

const shortForms = (lines: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		lines.split(' ').flatMap((line) => {
			const [short, longs] = line.split('=');
			return longs.split(',').map((long) => [long, short] as const);
		}),
	);

/** What kinds of streets, quarters of the compass and parts of a house are called in addresses, and how they are shortened. */
const shortByLong = shortForms(
	[
		'st=street ave=avenue,av,aven,avenida,avda,avd,avnue rd=road dr=drive,drv ln=lane blvd=boulevard,bd,boul,blv ct=court cres=crescent,cr,crs pl=place,plaza,plz',
		'sq=square cct=circuit hwy=highway,hiway pkwy=parkway,pky tce=terrace,ter,terr cir=circle trl=trail xing=crossing expy=expressway tpke=turnpike cl=close gdns=gardens gr=grove',
		'n=north s=south e=east w=west ne=northeast nw=northwest se=southeast sw=southwest',
		'ste=suite apt=apartment,appartement,apartamento bldg=building fl=floor,flr rm=room',
		'str=strasse,strase,straat,strada plz=platz r=rue,rua ch=chemin rte=route imp=impasse all=allee',
		'c=calle,cl pso=paseo cra=carrera ctra=carretera v=via vle=viale pza=piazza cso=corso lgo=largo str=strada',
		'tv=travessa pca=praca estr=estrada al=alameda,aleja,aleje ul=ulica os=osiedle',
	].join(' '),
);

/** Endings of streets that are one word with their name: `Hauptstraße`, `Kerkstraat`, `Storgatan`. */
const endings: ReadonlyArray<readonly [RegExp, string]> = [
	[/(?<=\p{L}{2})(?:strasse|strase|straat)$/u, 'str'],
	[/(?<=\p{L}{3})(?:platz|plein)$/u, 'pl'],
	[/(?<=\p{L}{3})laan$/u, 'ln'],
	[/(?<=\p{L}{3})gatan$/u, 'g'],
	[/(?<=\p{L}{3})vagen$/u, 'v'],
];

/** Two letters that belong together once their stop is gone: `P.za`, `C.so`, `V.le`. */
const spaced: Readonly<Record<string, string>> = {
	'p za': 'pza',
	'c so': 'cso',
	'v le': 'vle',
	'l go': 'lgo',
	'p zza': 'pza',
};

/** A street in the form in which it is compared: small letters, and each kind of street in one way of writing. */
export function streetForm(value: string): string | undefined {
	const words = plainWords(value)
		.replace(/\b(?:p za|p zza|c so|v le|l go)\b/g, (pair) => spaced[pair])
		.split(' ')
		.map((word) => (Object.hasOwn(shortByLong, word) ? shortByLong[word] : withShortEnding(word)));
	return joinedStr(words).join(' ') || undefined;
}

function withShortEnding(word: string): string {
	if (word.length < 6) return word;
	return endings.reduce((text, [long, short]) => text.replace(long, short), word);
}

/** `Goethe Str.` is `Goethestr.` */
function joinedStr(words: readonly string[]): string[] {
	return words.reduce<string[]>((all, word) => {
		const before = all.at(-1);
		if (word === 'str' && before !== undefined && /^\p{L}{3,}$/u.test(before)) all[all.length - 1] = `${before}str`;
		else all.push(word);
		return all;
	}, []);
}

const unitOfHouse =
	/(?:^| )(?:unit|flat|ste|apt|rm|office|level|fl|bldg|block|shop|lot|no|nr|top|etage|stock|piso|planta|interno|scala|bureau) \w{1,5}(?= .*\d)/g;

/** The first whole number that is none of a flat or floor, or the two of a range; `19th` is the name of a street. */
export function houseNumber(street: string): string | undefined {
	const found = /(?:^| )(\d+)[a-z]?(?: (\d+)[a-z]?)?(?= |$)/.exec(street.replace(unitOfHouse, ''));
	if (!found) return undefined;
	const [, first, last] = found;
	if (last === undefined || last.length > first.length) return first;
	return `${first} ${first.slice(0, first.length - last.length)}${last}`;
}

/** A mailbox at the post office, which says nothing about where a house is. */
export function isPostBox(street: string): boolean {
	return /(?:^| )(?:p ?o ?box|post office box|pob|postfach|postbus|boite postale|bp|apartado|casella postale|caixa postal)(?= |$)/.test(
		street,
	);
}

/** Letters and digits; of a ZIP+4 the five that name the place, and no zeros in front, which spreadsheets take away. */
export function postalForm(value: string): string | undefined {
	const text = value.trim().toLowerCase();
	const place = /^(\d{5})-\d{4}$/.exec(text)?.[1] ?? text.replace(/[^a-z0-9]/g, '');
	return (/^\d+$/.test(place) ? place.replace(/^0+/, '') : place) || undefined;
}

/** States and provinces of countries whose addresses name them by code as often as in words. */
const regionCodes = new Map(
	[
		'al alabama,ak alaska,az arizona,ar arkansas,ca california,co colorado,ct connecticut,de delaware,fl florida,ga georgia,hi hawaii,id idaho,il illinois,in indiana,ia iowa,ks kansas',
		'ky kentucky,la louisiana,me maine,md maryland,ma massachusetts,mi michigan,mn minnesota,ms mississippi,mo missouri,mt montana,ne nebraska,nv nevada,nh new hampshire,nj new jersey',
		'nm new mexico,ny new york,nc north carolina,nd north dakota,oh ohio,ok oklahoma,or oregon,pa pennsylvania,ri rhode island,sc south carolina,sd south dakota,tn tennessee,tx texas',
		'ut utah,vt vermont,va virginia,wa washington,wv west virginia,wi wisconsin,wy wyoming,dc district of columbia,on ontario,qc quebec,bc british columbia,ab alberta,mb manitoba',
		'sk saskatchewan,ns nova scotia,nb new brunswick,nl newfoundland and labrador,nsw new south wales,vic victoria,qld queensland,tas tasmania,act australian capital territory',
	]
		.join(',')
		.split(',')
		.map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))] as const),
);

/** A state by its code where it has one that people write, else its words. */
export function regionForm(value: string): string | undefined {
	const words = plainWords(value);
	return regionCodes.get(words) ?? (words || undefined);
}
