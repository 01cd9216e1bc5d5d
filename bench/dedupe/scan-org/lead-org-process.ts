import type { SeedRecord } from '../../../emulators/salesforce/org/seed';
import { startSalesforceEmulator } from '../../../emulators/salesforce/salesforce-emulator';
import { normalizeEmail } from '../../../core/record/normal-forms';
import { type CrmContact, type CrmProfile, generateContacts } from '../crm-generator';

/** Runs as a process of its own, so that nobody takes its memory for the scan's: `lead-org-process.ts RECORDS PROFILE SEED`. */
async function main(records: number, profile: CrmProfile, seed: number): Promise<void> {
	const Lead = generateContacts(records, profile, seed).map(leadOf);
	const org = await startSalesforceEmulator({ seed: { standardDuplicateRules: false, records: { Lead } } });
	process.send?.({ url: org.url });
	process.once('disconnect', () => process.exit(0));
}

/** As an org would have saved it: no blanks, and no address that is none. */
function leadOf({ person: _person, account: _account, Email, Company, ...fields }: CrmContact): SeedRecord {
	const email = normalizeEmail(Email) === undefined ? '' : Email;
	const all = { ...fields, Email: email, Company: Company || 'n/a' };
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

void main(Number(process.argv[2]), process.argv[3] === 'hard' ? 'hard' : 'easy', Number(process.argv[4]));
