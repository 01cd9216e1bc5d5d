/**
 * Legal forms at the end of a company name, as `normalizeCompanyName` spells them (lower case, no accents or
 * dots, `&` as `and`), by the country that uses them most. `group`, `holding` and the like name other
 * companies and are not here.
 */
const suffixesByCountry = {
	unitedStates: ['inc', 'incorporated', 'corp', 'corporation', 'co', 'and co', 'company', 'and company', 'llc', 'l l c', 'pllc', 'lp', 'llp', 'lllp', 'co inc', 'co llc', 'pbc'],
	unitedKingdom: ['ltd', 'limited', 'plc', 'p l c', 'public limited company', 'cic', 'co ltd', 'company limited', 'and co ltd', 'and company limited'],
	germany: ['gmbh', 'mbh', 'ggmbh', 'ag', 'kg', 'ohg', 'gbr', 'ug', 'ug haftungsbeschrankt', 'kgaa', 'ev', 'e v', 'eg', 'ek', 'e k', 'e kfm', 'se', 'gmbh and co kg', 'gmbh and co kgaa', 'gmbh and co ohg', 'gmbh co kg', 'ug haftungsbeschrankt and co kg', 'ag and co kg', 'ag and co kgaa', 'se and co kg', 'se and co kgaa', 'gesellschaft mit beschrankter haftung', 'aktiengesellschaft', 'gesmbh', 'ges m b h'],
	france: ['sa', 's a', 'sas', 'sasu', 'sarl', 'sa rl', 's a r l', 'eurl', 'snc', 'sca', 'scop', 'sci', 'selarl', 'gie', 'et cie', 'societe anonyme', 'societe par actions simplifiee', 'societe a responsabilite limitee'],
	spain: ['sl', 's l', 'slu', 'slne', 'sau', 'sll', 'sal', 'sociedad anonima', 'sociedad limitada', 'sociedad de responsabilidad limitada', 's coop'],
	italy: ['spa', 's p a', 'srl', 's r l', 'srls', 'sapa', 'sas di', 'snc di', 'societa per azioni', 'societa a responsabilita limitata', 'scarl', 'soc coop'],
	netherlandsAndBelgium: ['bv', 'b v', 'nv', 'n v', 'vof', 'cv', 'bvba', 'cvba', 'sprl', 'besloten vennootschap', 'naamloze vennootschap'],
	nordics: ['ab', 'abp', 'publ', 'ab publ', 'as', 'asa', 'a s', 'aps', 'a p s', 'i s', 'k s', 'oy', 'oyj', 'oy ab', 'hf', 'ehf', 'aktiebolag', 'aktieselskab', 'aksjeselskap', 'osakeyhtio'],
	poland: ['sp z oo', 'sp z o o', 'spzoo', 'sp zoo', 'sp k', 'sp j', 'sp z oo sp k', 'spolka akcyjna', 'spolka z ograniczona odpowiedzialnoscia', 'spolka komandytowa'],
	centralEurope: ['sro', 's r o', 'spol sro', 'spol s r o', 'doo', 'd o o', 'dd', 'kft', 'zrt', 'nyrt', 'ood', 'eood', 'sia', 'uab'],
	japan: ['kk', 'k k', 'kabushiki kaisha', 'kabushiki gaisha', 'gk', 'godo kaisha', 'yk', 'yugen kaisha', 'goshi kaisha'],
	brazilAndPortugal: ['ltda', 'limitada', 'ltda me', 'ltda epp', 'eireli', 'eireli me', 'sociedade anonima', 'lda', 'unipessoal lda', 'sgps'],
	spanishAmerica: ['sa de cv', 's a de c v', 's de rl de cv', 's de r l de c v', 'srl de cv', 'sapi de cv', 'sab de cv', 'sas de cv', 's de rl', 'sac', 'saa', 'eirl', 'spa', 'cia ltda'],
	india: ['pvt ltd', 'pvt limited', 'private limited', 'private ltd', 'pvt', 'p ltd', 'p limited', 'opc pvt ltd', 'opc private limited', 'public limited'],
	australia: ['pty ltd', 'pty limited', 'pty', 'proprietary limited'],
	canada: ['ltee', 'limitee', 'ulc', 'cie', 'et cie ltee', 'incorporee'],
	otherAsia: ['pte ltd', 'pte limited', 'pte', 'sdn bhd', 'bhd', 'tbk', 'jsc', 'wll', 'fze', 'fzco', 'fz llc', 'dmcc', 'pjsc', 'ltd sti', 'anonim sirketi', 'limited sirketi'],
};

/** Every legal suffix, its words separated by single spaces. */
export const legalSuffixes: ReadonlySet<string> = new Set(Object.values(suffixesByCountry).flat());

/** Words of the longest legal suffix. */
export const longestSuffixWords = Math.max(...[...legalSuffixes].map((suffix) => suffix.split(' ').length));

/** Legal forms that some countries put in front (`AB Volvo`, `UAB Lidl`), spelt as the suffixes are. */
export const legalPrefixes: readonly string[] = ['kabushiki kaisha', 'kabushiki gaisha', 'uab', 'sia', 'ab'];
