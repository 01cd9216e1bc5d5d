import type { ApiReply } from '../http/api-request';
import type { OrgState } from '../org/org-state';
import { html, Html } from './html';

const styleSheet = new Html(`
:root{color-scheme:light dark;--ink:#16325c;--soft:#5c6f87;--line:#dfe5ec;--back:#f4f6f9;--card:#fff;--mark:#0b6bcb}
@media(prefers-color-scheme:dark){:root{--ink:#dbe6f3;--soft:#92a4ba;--line:#2b3a4d;--back:#111a25;--card:#182433;--mark:#6cb2ff}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back)}
header{display:flex;gap:1.5rem;align-items:baseline;padding:.9rem 1.5rem;background:var(--card);border-bottom:1px solid var(--line)}
header strong{font-size:1.1rem}
header small,.soft{color:var(--soft)}
main{padding:1.5rem;max-width:76rem;margin:0 auto}
a{color:var(--mark);text-decoration:none}a:hover{text-decoration:underline}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;overflow:auto}
table{border-collapse:collapse;width:100%}
th,td{padding:.4rem .8rem;text-align:left;white-space:nowrap;max-width:22rem;overflow:hidden;text-overflow:ellipsis;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--soft);font-size:.85rem}tr:last-child td{border-bottom:0}
.number{text-align:right;font-variant-numeric:tabular-nums}
.bad{color:#c23934}
form{display:flex;gap:.5rem;margin:1rem 0}
input,button{font:inherit;padding:.4rem .7rem;border:1px solid var(--line);border-radius:6px;background:var(--card);color:inherit}
button{cursor:pointer;background:var(--mark);border-color:var(--mark);color:#fff}button.plain{background:none;color:inherit;border-color:var(--line)}
.login{max-width:26rem;margin:3rem auto;padding:1.5rem}.login form{flex-direction:column}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;margin:0;padding:1rem}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
`);

/** A whole page of an org's console, as a reply. */
export function pageReply({ identity }: OrgState, title: string, content: Html, status = 200): ApiReply {
	const kind = identity.isSandbox ? 'sandbox' : 'production';
	const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · ${identity.name}</title><style>${styleSheet}</style></head>
<body><header><strong>${identity.name}</strong><small>${kind} · ${identity.id}</small><a href="/">Objects</a><a href="/calls">Calls</a></header>
<main>${content}</main></body></html>`;
	return {
		status,
		body: page.source,
		headers: {
			'Content-Type': 'text/html;charset=UTF-8',
			'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
		},
	};
}
