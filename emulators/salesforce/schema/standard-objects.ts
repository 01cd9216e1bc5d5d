import { account } from './account';
import { campaign, campaignMember } from './campaign';
import { supportCase } from './case';
import { contact } from './contact';
import { individual } from './individual';
import { lead } from './lead';
import { opportunity } from './opportunity';
import { organization } from './organization';
import { otherObjects } from './other-objects';
import { permissionObjects } from './permission-objects';
import { setupObjects } from './setup-objects';
import type { SObjectDefinition } from './sobject';
import { task } from './task';
import { user } from './user';

/** Every object of a fresh org that this emulator keeps records of. */
export const standardObjects: readonly SObjectDefinition[] = [
	account,
	contact,
	lead,
	opportunity,
	individual,
	user,
	organization,
	task,
	campaign,
	campaignMember,
	supportCase,
	...otherObjects,
	...setupObjects,
	...permissionObjects,
];
