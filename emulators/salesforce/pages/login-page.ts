import type { ApiReply } from '../http/api-request';
import type { OrgState } from '../org/org-state';
import { html } from './html';
import { pageReply } from './layout';

const mostUsers = 50;

/** Asks who signs in to which app; the form comes back to the address it was shown at. */
export function loginPage(org: OrgState, clientId: string, scope: string, chosen = '', problem?: string): ApiReply {
	const users = org.store
		.prepare(`SELECT Username, Name FROM User WHERE IsActive = 1 ORDER BY Id LIMIT ${mostUsers}`)
		.all();
	const content = html`<div class="card login"><h2>Log in</h2>
<p><b>${clientId}</b> asks for <b>${scope}</b>.</p>
${problem ? html`<p class="bad">${problem}</p>` : undefined}
<form method="post">
<input name="username" list="users" placeholder="Username" value="${chosen}" autocomplete="off" required autofocus>
<datalist id="users">${users.map((user) => html`<option value="${user.Username}">${user.Name}</option>`)}</datalist>
<input name="password" type="password" placeholder="Password, if the seed gives one">
<button name="decision" value="allow">Log in and allow</button>
<button name="decision" value="deny" class="plain" formnovalidate>Deny</button>
</form><p class="soft">${users.map((user, index) => html`${index ? ' · ' : ''}${user.Username}`)}</p></div>`;
	return pageReply(org, 'Log in', content, problem ? 401 : 200);
}

/** What the browser shows when the request itself is wrong, so that it cannot be sent back to the app. */
export function loginRefusedPage(org: OrgState, error: string, description: string): ApiReply {
	const content = html`<div class="card login"><h2>OAuth error</h2>
<p class="bad">error=${error}&error_description=${encodeURIComponent(description)}</p></div>`;
	return pageReply(org, 'OAuth error', content, 400);
}
