/**
 * Legal forms of companies, by the part of the world that uses them most, from the countries' company acts and the
 * abbreviations in ISO 20275. `group`, `holding` and the like name other companies and are not here. Upper and lower
 * case, accents, dots and `&` do not matter: `company-name.ts` compares words as `plainWords` spells them.
 */
export const suffixesByCountry: Readonly<Record<string, readonly string[]>> = {
	unitedStates: ['inc', 'incorporated', 'corp', 'corporation', 'co', 'company', 'llc', 'l l c', 'limited liability company', 'pllc', 'lp', 'l p', 'llp', 'lllp', 'co inc', 'co llc', 'pbc', 'public benefit corporation', 'ltd liability co'],
	unitedKingdom: ['ltd', 'limited', 'plc', 'p l c', 'public limited company', 'public company limited', 'pcl', 'cic', 'co ltd', 'company limited', 'dac', 'clg', 'unlimited company', 'teoranta'],
	germany: ['gmbh', 'g m b h', 'mbh', 'ggmbh', 'gemeinnutzige gmbh', 'gesellschaft mbh', 'ag', 'kg', 'ohg', 'gbr', 'egbr', 'ug', 'ug haftungsbeschrankt', 'kgaa', 'kg a a', 'kg aa', 'eu', 'e u', 'ev', 'e v', 'eg', 'ek', 'e k', 'e kfm', 'e kfr', 'se', 'partg', 'partg mbb', 'partgmbb', 'mbb', 'gesellschaft mit beschrankter haftung', 'aktiengesellschaft', 'kommanditgesellschaft', 'gesmbh', 'ges mbh', 'ges m b h', 'og', 'keg', 'gmbh i l', 'gmbh il', 'gmbh in liquidation', 'gmbh i gr', 'eingetragener verein', 'gesellschaft burgerlichen rechts'],
	france: ['sa', 's a', 'sas', 's a s', 'sasu', 'sarl', 'sa rl', 's a r l', 'eurl', 'snc', 'sca', 'scop', 'sci', 'selarl', 'selas', 'scp', 'gie', 'et cie', 'societe anonyme', 'societe par actions simplifiee', 'societe a responsabilite limitee'],
	spain: ['sl', 's l', 'slu', 's l u', 'slp', 'slne', 'sau', 's a u', 'sll', 'sal', 'sociedad anonima', 'sociedad limitada', 'sociedad limitada unipersonal', 'sociedad de responsabilidad limitada', 's coop', 'scoop'],
	italy: ['spa', 's p a', 'srl', 's r l', 'srls', 's r l s', 'srl unipersonale', 'sapa', 'snc', 'sas di', 'snc di', 'societa per azioni', 'societa a responsabilita limitata', 'scarl', 'scrl', 'soc coop', 'societa cooperativa', 'sb', 'srl sb', 'spa sb'],
	netherlandsAndBelgium: ['bv', 'b v', 'nv', 'n v', 'vof', 'cv', 'bvba', 'cvba', 'srl', 'sprl', 'scrl', 'vzw', 'asbl', 'besloten vennootschap', 'naamloze vennootschap'],
	nordics: ['ab', 'abp', 'publ', 'ab publ', 'as', 'asa', 'a s', 'aps', 'a p s', 'i s', 'k s', 'p s', 'amba', 'hb', 'oy', 'oyj', 'oy ab', 'ky', 'hf', 'ehf', 'ohf', 'aktiebolag', 'aktiebolaget', 'aktieselskab', 'anpartsselskab', 'aksjeselskap', 'allmennaksjeselskap', 'osakeyhtio'],
	poland: ['sp z oo', 'sp z o o', 'spzoo', 'sp zoo', 'sp z o o sp k', 'sp k', 'sp j', 'sp p', 'sp z oo sp k', 's k a', 'psa', 'spolka akcyjna', 'spolka z o o', 'spolka z oo', 'spolka z oo sp k', 'spolka z ograniczona odpowiedzialnoscia', 'spolka komandytowa', 'spolka jawna', 'spolka cywilna'],
	centralEurope: ['sro', 's r o', 'spol sro', 'spol s r o', 'spol s ro', 's ro', 'a s', 'akciova spolecnost', 'akciova spolocnost', 'doo', 'd o o', 'd o o e l', 'dooel', 'dd', 'jdoo', 'j d o o', 'kft', 'zrt', 'nyrt', 'bt', 'kkt', 'kht', 'ood', 'eood', 'ead', 'sia', 'uab', 'ou', 'tu', 'korlatolt felelossegu tarsasag', 'spolecnost s rucenim omezenym', 'srl d', 'shpk', 'sh p k'],
	greece: ['Α.Ε.', 'ΑΕ', 'Ε.Π.Ε.', 'ΕΠΕ', 'Ι.Κ.Ε.', 'ΙΚΕ', 'Ο.Ε.', 'ΟΕ', 'Ε.Ε.', 'Α.Β.Ε.Ε.', 'ΑΒΕΕ', 'ΑΒΕΤΕ', 'Ανώνυμη Εταιρεία', 'sa industrial', 'epe', 'ike'],
	turkey: ['as', 'a s', 'anonim sirketi', 'ltd sti', 'limited sirketi', 'san tic ltd sti', 'san ve tic ltd sti', 'sanayi ve ticaret ltd sti', 'sanayi ve ticaret as', 'san ve tic as', 'tic ltd sti', 'tic as', 'san as', 'ticaret as', 'sanayi as'],
	cyrillic: ['ooo', 'oao', 'zao', 'ООО', 'ПАО', 'ОАО', 'ЗАО', 'НАО', 'АО', 'ИП', 'ТОО', 'ТОВ', 'ПрАТ', 'ПАТ', 'АТ', 'ФОП', 'ПП', 'ЧАО', 'ОДО', 'ЧУП', 'СООО', 'МЧЖ', 'ОсОО', 'АД', 'ЕАД', 'ООД', 'ЕООД', 'ДОО', 'д.о.о.', 'ГмбХ', 'Лтд', 'Инк', 'ФГУП', 'ГУП', 'МУП'],
	japan: ['kk', 'k k', 'kabushiki kaisha', 'kabushiki gaisha', 'gk', 'g k', 'godo kaisha', 'yk', 'yugen kaisha', 'goshi kaisha', 'gomei kaisha'],
	brazilAndPortugal: ['ltda', 'limitada', 'ltda me', 'ltda epp', 'me epp', 'eireli', 'eireli me', 'eireli epp', 'mei', 'sociedade anonima', 'lda', 'unipessoal', 'unipessoal lda', 'sgps', 'slu ltda'],
	spanishAmerica: ['sa de cv', 's a de c v', 's de rl de cv', 's de r l de c v', 's de rl mi', 'srl de cv', 'sapi de cv', 's a p i de c v', 'sab de cv', 's a b de c v', 'sas de cv', 's de rl', 'sc', 'sac', 's a c', 'saa', 's a a', 'saic', 'sacif', 'sacifia', 'eirl', 'e i r l', 'cia ltda', 'c por a', 'ca', 'sociedad anonima cerrada', 'sociedad por acciones simplificada'],
	india: ['pvt ltd', 'pvt limited', 'private limited', 'private ltd', 'pvt', 'p ltd', 'p limited', 'opc pvt ltd', 'opc private limited', 'public limited'],
	australia: ['pty ltd', 'pty limited', 'pty', 'proprietary limited', 'proprietary ltd'],
	canada: ['ltee', 'limitee', 'ulc', 'cie', 'cie ltee', 'et cie ltee', 'incorporee', 'enr', 'senc', 's e n c'],
	otherAsia: ['pte ltd', 'pte limited', 'pte', 'sdn bhd', 'bhd', 'plt', 'tbk', 'jsc', 'wll', 'w l l', 'llc fz', 'fze', 'fzco', 'fzc', 'fz llc', 'fzllc', 'dmcc', 'pjsc', 'psc', 'cjsc', 'ojsc', 'joint stock company', 'จำกัด', 'จำกัด (มหาชน)', 'มหาชน', 'בע"מ', 'בעמ', 'בע מ', 'ذ.م.م', 'ذ م م', 'ش م م', 'ش.م.م', 'ش م ع', 'bm'],
};

/** Words between two forms, as in `GmbH & Co. KG`. */
export const connectingWords: readonly string[] = ['and', 'u', 'und', 'et', 'e', 'y', 'og', 'och', 'en'];

/** What stands before and after the company of partners, in every combination with `connectingWords`. */
export const partnershipForms = {
	before: ['gmbh', 'mbh', 'g m b h', 'ggmbh', 'gesmbh', 'ges mbh', 'ges m b h', 'ag', 'se', 'ug', 'ug haftungsbeschrankt', 'ltd', 'limited', 'stiftung', 'bv', 'sarl', 'sa', 'plc', ''],
	partners: ['co', 'cie', 'comp', 'company', 'compagnie', 'cia', 'c'],
	after: ['kg', 'kgaa', 'kg a a', 'kg aa', 'ohg', 'gmbh', 'ltd', 'limited', 'kommanditgesellschaft', 'og', 'keg', 'nv', 'bv', 'snc', 'sas', ''],
} as const;

/** Forms that some countries put in front, where nothing else bears them. */
export const clearPrefixes: readonly string[] = [
	'kabushiki kaisha', 'kabushiki gaisha', 'godo kaisha', 'yugen kaisha', 'sarl', 'eurl', 'sasu', 'selarl', 'selas', 'ooo', 'oao', 'zao', 'pjsc', 'ojsc', 'cjsc', 'jsc', 'llc',
	'limited liability company', 'joint stock company', 'public joint stock company', 'open joint stock company', 'closed joint stock company',
	'ООО', 'ПАО', 'ОАО', 'ЗАО', 'НАО', 'ТОО', 'ПрАТ', 'ЧАО', 'СООО', 'ОсОО', 'ФГУП',
	'Общество с ограниченной ответственностью', 'Публичное акционерное общество', 'Открытое акционерное общество',
	'Закрытое акционерное общество', 'Непубличное акционерное общество', 'Акционерное общество', 'Индивидуальный предприниматель',
	'Товарищество с ограниченной ответственностью', 'Товариство з обмеженою відповідальністю', 'Приватне акціонерне товариство',
	'Публічне акціонерне товариство', 'Акціонерне товариство', 'Приватне підприємство', 'Фізична особа-підприємець',
	'Công ty TNHH', 'Công ty TNHH MTV', 'Công ty Trách nhiệm hữu hạn', 'Công ty Cổ phần', 'CTCP', 'บริษัท',
];

/** Forms in front that are also words or initials, by where they are a form (ISO 3166 codes and names, in lower case). */
export const doubtfulPrefixes: Readonly<Record<string, readonly string[]>> = {
	ab: ['se', 'sweden', 'sverige', 'schweden', 'fi', 'finland'],
	uab: ['lt', 'lithuania', 'lietuva'],
	sia: ['lv', 'latvia', 'latvija'],
	as: ['lv', 'latvia', 'ee', 'estonia'],
	'a s': [],
	pt: ['id', 'indonesia'],
	cv: ['id', 'indonesia'],
	pao: ['ru', 'russia'],
	ao: ['ru', 'russia'],
	too: ['kz', 'kazakhstan'],
	tov: ['ua', 'ukraine'],
	nv: ['nl', 'netherlands', 'be', 'belgium'],
	bv: ['nl', 'netherlands', 'be', 'belgium'],
	sc: ['ro', 'romania'],
	sas: ['fr', 'france', 'frankreich'],
	sci: ['fr', 'france', 'frankreich'],
	snc: ['fr', 'france', 'frankreich'],
	ou: ['ee', 'estonia'],
	АО: ['ru', 'russia', 'kz', 'kazakhstan', 'россия'],
	ИП: ['ru', 'russia', 'kz', 'kazakhstan', 'россия'],
	ТОВ: ['ua', 'ukraine', 'україна'],
	АТ: ['ua', 'ukraine', 'україна'],
	ПАТ: ['ua', 'ukraine', 'україна'],
	ФОП: ['ua', 'ukraine', 'україна'],
	ПП: ['ua', 'ukraine', 'україна'],
	ЧП: ['ua', 'ukraine', 'україна', 'украина', 'by', 'belarus', 'беларусь', 'ru', 'russia', 'россия'],
	ОДО: ['by', 'belarus', 'беларусь'],
	ЧУП: ['by', 'belarus', 'беларусь'],
	ГУП: ['ru', 'russia', 'россия'],
	МУП: ['ru', 'russia', 'россия'],
};

/** Names that are known to stand behind a doubtful prefix, so that both orders are one company. */
export const namesAfterPrefix: Readonly<Record<string, readonly string[]>> = {
	ab: ['volvo', 'skf', 'electrolux', 'industrivarden', 'fagerhult', 'sagax', 'bonnier', 'lindex', 'traction', 'svensk', 'svenska', 'svenskt', 'stockholms', 'goteborgs', 'scania', 'astra', 'tetra', 'bofors', 'lm'],
	uab: ['lidl', 'teltonika', 'ikea', 'vilniaus', 'kauno', 'klaipedos', 'lietuvos', 'baltic'],
};

/**
 * Suffixes that are also words, by where they are a form: `Oasis Spa` bathes, `Smart EV` drives. They count only when
 * they are spelt like a form (`S.p.A.`, `SpA`, `SPA` behind a name in mixed case) or the country says so.
 */
export const doubtfulSuffixes: Readonly<Record<string, readonly string[]>> = {
	spa: ['it', 'italy', 'italia', 'italien', 'cl', 'chile', 'dz', 'algeria'],
	ev: ['de', 'germany', 'deutschland'],
	eu: ['at', 'austria', 'osterreich'],
	eg: ['de', 'germany', 'deutschland', 'at', 'austria'],
	ag: ['de', 'germany', 'deutschland', 'ch', 'switzerland', 'schweiz', 'at', 'austria', 'li', 'liechtenstein'],
	sal: ['es', 'spain', 'lb', 'lebanon'],
	sac: ['pe', 'peru'],
	sau: ['es', 'spain', 'ar', 'argentina'],
	saa: ['pe', 'peru'],
	sci: ['fr', 'france'],
	scop: ['fr', 'france'],
	scoop: [],
	sca: ['fr', 'france', 'lu', 'luxembourg'],
	scp: ['fr', 'france'],
	sc: ['mx', 'mexico', 'pl', 'poland'],
	sb: ['it', 'italy', 'italia'],
	cic: ['gb', 'uk', 'united kingdom'],
	clg: ['ie', 'ireland'],
	dac: ['ie', 'ireland'],
	pcl: ['th', 'thailand'],
	plt: ['my', 'malaysia'],
	psc: ['ae', 'united arab emirates'],
	psa: ['pl', 'poland'],
	sia: ['lv', 'latvia', 'latvija'],
	doo: ['rs', 'serbia', 'hr', 'croatia', 'si', 'slovenia', 'ba', 'me', 'montenegro', 'mk'],
	dd: ['hr', 'croatia', 'si', 'slovenia', 'ba'],
	bt: ['hu', 'hungary'],
	ood: ['bg', 'bulgaria'],
	ead: ['bg', 'bulgaria'],
	hb: ['se', 'sweden'],
	ky: ['fi', 'finland'],
	og: ['at', 'austria', 'osterreich'],
	keg: ['at', 'austria', 'osterreich'],
	ou: ['ee', 'estonia'],
	tu: ['ee', 'estonia'],
	amba: ['dk', 'denmark'],
	ca: ['ve', 'venezuela', 'ec', 'ecuador'],
	mei: ['br', 'brazil'],
	me: [],
	enr: ['ca', 'canada'],
	bm: ['il', 'israel'],
	cv: ['nl', 'netherlands', 'be', 'belgium', 'mx', 'mexico'],
	asa: ['no', 'norway'],
	ike: ['gr', 'greece'],
	epe: ['gr', 'greece'],
	АД: ['bg', 'bulgaria', 'rs', 'serbia'],
	АТ: ['ua', 'ukraine'],
	ПАТ: ['ua', 'ukraine'],
	ТОВ: ['ua', 'ukraine'],
	ПП: ['ua', 'ukraine'],
	ИП: ['ru', 'russia', 'kz', 'kazakhstan'],
	АО: ['ru', 'russia', 'kz', 'kazakhstan'],
	ОДО: ['by', 'belarus'],
	ДОО: ['rs', 'serbia', 'me', 'montenegro'],
	ГУП: ['ru', 'russia'],
	МУП: ['ru', 'russia'],
};

/** Doubtful suffixes that are words or places in capitals as well: an EV drives, and KY is Kentucky. */
export const wordsInCapitals: readonly string[] = [
	'ev', 'ca', 'sc', 'me', 'sb', 'ky', 'dd', 'bt', 'hb', 'og', 'tu', 'ou', 'sci', 'mei', 'ike', 'eg', 'eu', 'amba',
];

/** Words before `SPA` that bathe. */
export const wordsBeforeSpa: readonly string[] = [
	'and', 'day', 'med', 'medi', 'medical', 'nail', 'nails', 'beauty', 'salon', 'resort', 'hotel', 'wellness', 'skin', 'hair', 'health',
	'body', 'facial', 'massage', 'pet', 'dog', 'car', 'baby', 'thai', 'foot', 'float', 'urban', 'mobile', 'thermal',
];

/** Forms of scripts that are written without spaces, before or behind the name; in brackets where the abbreviation is a word. */
export const unspacedForms: readonly string[] = [
	'株式会社', '有限会社', '合同会社', '合資会社', '合名会社', '一般社団法人', '一般財団法人', '公益社団法人', '公益財団法人',
	'特定非営利活動法人', 'NPO法人', '医療法人社団', '医療法人財団', '医療法人', '社会福祉法人', '学校法人', '宗教法人', '国立大学法人', '独立行政法人', '(株)', '(有)', '(同)', '(資)', '(名)', '(社)', '(財)', '(合)',
	'有限责任公司', '股份有限公司', '有限公司', '有限責任公司', '股份公司', '無限公司', '(有限合伙)', '(普通合伙)', '(特殊普通合伙)',
	'주식회사', '유한회사', '유한책임회사', '합자회사', '합명회사', '재단법인', '사단법인', '(주)', '(유)', '(합)', '(재)', '(사)',
];
