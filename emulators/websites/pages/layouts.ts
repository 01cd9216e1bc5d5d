import type { Company } from './company';

/** The parts that a layout puts in their places. */
export interface PageParts {
	readonly company: Company;
	readonly host: string;
	readonly charset: string;
	readonly head: string;
	readonly body: string;
	/** Links to profiles, phone and address in sight, as far as the site shows them. */
	readonly shown: string;
	readonly openGraph: boolean;
}

/** The ways in which pages are put together. */
export const layouts: Readonly<Record<string, (parts: PageParts) => string>> = {
	plain: ({ company, charset, head, body, shown, openGraph }) => `<!DOCTYPE html>
<html lang="${company.language}">
<head>
<meta charset="${charset}">
<title>${escaped(company.name)} | ${escaped(company.about)}</title>
<meta name="description" content="${escaped(company.about)}">
${openGraph ? openGraphOf(company) : ''}
${head}
</head>
<body><header><h1>${escaped(company.name)}</h1></header>
<main><p>${escaped(company.about)}</p></main>
<footer>${shown}</footer>
${body}
</body></html>`,
	/** Title the other way round, attributes without quotes, tags in upper case. */
	old: ({ company, charset, head, body, shown, openGraph }) => `<HTML>
<HEAD><META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=${charset}">
<TITLE>Home - ${escaped(company.name)}</TITLE>
<META NAME=description CONTENT="${escaped(company.about)}">
${openGraph ? openGraphOf(company) : ''}${head}
<BODY BGCOLOR=white><TABLE><TR><TD><FONT SIZE=5>${escaped(company.name)}</FONT><TD>${shown}</TABLE>
${body}`,
	/** Everything else is made by a script that nobody runs here. */
	app: ({ company, charset, head, body, openGraph }) =>
		`<!doctype html><html lang="${company.language}"><head><meta charset="${charset}"><title>${escaped(company.name)}</title><meta name="description" content="${escaped(company.about)}">${openGraph ? openGraphOf(company) : ''}${head}</head><body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>${body}</body></html>`,
	/** Left open, closed twice, nested wrongly. */
	broken: ({
		company,
		charset,
		head,
		body,
		shown,
		openGraph,
	}) => `<!DOCTYPE html><html lang=${company.language}><head><meta charset=${charset}>
<title>${escaped(company.name)}</title></title>${openGraph ? openGraphOf(company) : ''}
<meta name="description" content="${escaped(company.about)}"/>${head}
<div><p><b><i>${escaped(company.name)}</b></i><a href="/"><a href='/about>about</a>">x</a></p></span>
<table><div>${shown}</table></div>${body}`,
};

function openGraphOf(company: Company): string {
	return `<meta property="og:site_name" content="${escaped(company.name)}">
<meta property="og:title" content="${escaped(company.about)}">
<meta property="og:description" content="${escaped(company.about)}">
<meta property="og:type" content="website">
<meta property="og:locale" content="${company.language}_${company.countryCode}">
`;
}

/** Text that may stand in HTML. */
export function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
