import type { RecordId } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';

/** How leads are converted. */
export interface ConversionRules {
	/** A status that the org counts as converted. */
	readonly convertedStatus: string;
	readonly createsOpportunity: boolean;
	/** Of what is made; `undefined` leaves it with the lead's owner. */
	readonly ownerId?: RecordId;
	/** Also leads that match nobody: account and contact are made. */
	readonly makesNew: boolean;
}

/** A lead, and whom it matches. */
export interface ConversionWish {
	readonly leadId: RecordId;
	readonly contactId?: RecordId;
	readonly accountId?: RecordId;
	/** Several contacts or accounts match as well as each other. */
	readonly isAmbiguous?: boolean;
}

/** What Salesforce holds of a lead and of what it is to become. */
export interface LeadFacts {
	readonly wish: ConversionWish;
	readonly lead?: SalesforceRecord;
	readonly contact?: SalesforceRecord;
	readonly account?: SalesforceRecord;
	readonly ownerName: string;
	readonly isOwnerActive: boolean;
	/** Another lead of the same plan would make an account of the same name. */
	readonly sharesNewAccount: boolean;
}
