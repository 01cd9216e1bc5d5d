import type { OrgState } from '../org/org-state';

/** The id of the active user with this name and password, or `undefined`; users without a password in the seed take any. */
export function checkPassword(org: OrgState, username: string, password: string): string | undefined {
	const user = org.userByName(username);
	if (!user?.IsActive) return undefined;
	const expected = org.passwords.get(username.toLowerCase());
	return expected === undefined || expected === password ? String(user.Id) : undefined;
}
