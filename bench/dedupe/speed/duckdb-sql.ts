/** SQL for what the engine does; plain forms of it, and no learning of weights. */

/** Lower case, accents folded, nothing but letters and digits. */
const words = (column: string): string =>
	`nullif(trim(regexp_replace(lower(strip_accents(${column})), '[^a-z0-9]+', ' ', 'g')), '')`;

const digits = ['bfpv', 'cgjkqsxz', 'dt', 'l', 'mn', 'r'];

/** Soundex without its rules for h and w. */
function soundex(column: string): string {
	const coded = digits.reduce(
		(sql, letters, at) => `regexp_replace(${sql}, '[${letters}]+', '${at + 1}', 'g')`,
		column,
	);
	return `left(${column}, 1) || rpad(left(regexp_replace(substr(${coded}, 2), '[^1-6]', '', 'g'), 3), 3, '0')`;
}

/** Reads the file into normal forms. */
export function loadSql(file: string): string {
	const path = file.replaceAll("'", "''");
	return `CREATE TABLE contacts AS SELECT *, ${soundex('last')} AS sound, split_part(email, '@', 1) AS mailbox,
			split_part(email, '@', 2) AS mailhost, left(first, 1) AS initial
		FROM (SELECT row_number() OVER () AS id, ${words('FirstName')} AS first, ${words('LastName')} AS last,
			nullif(lower(trim(Email)), '') AS email, nullif(right(regexp_replace(Phone, '[^0-9]', '', 'g'), 10), '') AS phone,
			nullif(regexp_replace(${words('Company')}, ' (inc|llc|ltd|gmbh|corp|s a)$', ''), '') AS company,
			nullif(regexp_replace(lower(Website), '^(https?://)?(www\\.)?|/.*$', '', 'g'), '') AS domain,
			${words('Street')} AS street, ${words('City')} AS city, ${words('PostalCode')} AS zip
		FROM read_csv('${path}', header = true, all_varchar = true))`;
}

const pair = (one: string, other: string): string =>
	`CASE WHEN ${one} IS NOT NULL AND ${other} IS NOT NULL THEN ${one} || '|' || ${other} END`;

/** The key of each blocking rule of people, by its name. */
export const blockingKeys: Readonly<Record<string, string>> = {
	'e-mail': 'email',
	phone: 'phone',
	'first and last name': pair('first', 'last'),
	'names the other way round': pair('least(first, last)', 'greatest(first, last)'),
	mailbox: "nullif(mailbox, '')",
	'last name by sound and postal code': pair('sound', 'zip'),
	'first name and postal code': pair('first', 'zip'),
	'last name and city': pair('last', 'city'),
	'first name and city': pair('first', 'city'),
	'last name and domain': pair('last', 'domain'),
	'first name and domain': pair('first', 'domain'),
	'last name and company': pair('last', 'company'),
	'first name and company': pair('first', 'company'),
	'street and first letter': pair('street', 'initial'),
	'first and last name by sound': pair(soundex('first'), 'sound'),
	'beginning of the mailbox': 'CASE WHEN length(email) > 6 THEN left(email, 5) END',
	'last name by sound and first letter': pair('sound', 'initial'),
	'last name by sound': 'sound',
	'first name': 'first',
	'domain of the mailbox': "nullif(mailhost, '')",
	street: 'street',
};

/** Levels of each pair, and how often each combination of them comes up. */
export const compareSql = `CREATE TABLE patterns AS SELECT first, last, email, phone, account, count(*) AS pairs FROM (
	SELECT CASE WHEN a.first IS NULL OR b.first IS NULL THEN 0 WHEN a.first = b.first THEN 6
			WHEN jaro_winkler_similarity(a.first, b.last) >= 0.92 AND jaro_winkler_similarity(a.last, b.first) >= 0.92 THEN 5
			WHEN jaro_winkler_similarity(a.first, b.first) >= 0.92 OR damerau_levenshtein(a.first, b.first) <= 1 THEN 4
			WHEN starts_with(a.first, b.first) OR starts_with(b.first, a.first) THEN 3
			WHEN jaro_winkler_similarity(a.first, b.first) >= 0.8 THEN 2 ELSE 1 END AS first,
		CASE WHEN a.last IS NULL OR b.last IS NULL THEN 0 WHEN a.last = b.last THEN 4
			WHEN jaro_winkler_similarity(a.last, b.last) >= 0.92 OR damerau_levenshtein(a.last, b.last) <= 1 THEN 3
			WHEN jaro_winkler_similarity(a.last, b.last) >= 0.8 THEN 2 ELSE 1 END AS last,
		CASE WHEN a.email IS NULL OR b.email IS NULL THEN 0 WHEN a.email = b.email THEN 5
			WHEN damerau_levenshtein(a.email, b.email) <= 2 THEN 4 WHEN a.mailbox = b.mailbox THEN 3
			WHEN jaro_winkler_similarity(a.mailbox, b.mailbox) >= 0.88 THEN 2 ELSE 1 END AS email,
		CASE WHEN a.phone IS NULL OR b.phone IS NULL THEN 0 WHEN a.phone = b.phone THEN 3
			WHEN damerau_levenshtein(a.phone, b.phone) <= 1 THEN 2 ELSE 1 END AS phone,
		coalesce(a.domain = b.domain, false) OR coalesce(a.company = b.company, false)
			OR coalesce(a.street = b.street, false) AS account
	FROM pairs JOIN contacts a ON a.id = l JOIN contacts b ON b.id = r) GROUP BY ALL`;
