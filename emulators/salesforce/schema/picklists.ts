/** Values of Industry in an org that nobody has customised. */
export const industries = [
	'Agriculture',
	'Apparel',
	'Banking',
	'Biotechnology',
	'Chemicals',
	'Communications',
	'Construction',
	'Consulting',
	'Education',
	'Electronics',
	'Energy',
	'Engineering',
	'Entertainment',
	'Environmental',
	'Finance',
	'Food & Beverage',
	'Government',
	'Healthcare',
	'Hospitality',
	'Insurance',
	'Machinery',
	'Manufacturing',
	'Media',
	'Not For Profit',
	'Recreation',
	'Retail',
	'Shipping',
	'Technology',
	'Telecommunications',
	'Transportation',
	'Utilities',
	'Other',
] as const;

/** Values of LeadSource in an org that nobody has customised. */
export const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'] as const;

/** Values of Lead.Status in an org that nobody has customised. */
export const leadStatuses = [
	'Open - Not Contacted',
	'Working - Contacted',
	'Closed - Converted',
	'Closed - Not Converted',
] as const;

/** Values of Rating in an org that nobody has customised. */
export const ratings = ['Hot', 'Warm', 'Cold'] as const;

/** Values of Salutation in an org that nobody has customised. */
export const salutations = ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.'] as const;

/** Values of Account.Type in an org that nobody has customised. */
export const accountTypes = [
	'Prospect',
	'Customer - Direct',
	'Customer - Channel',
	'Channel Partner / Reseller',
	'Installation Partner',
	'Technology Partner',
	'Other',
] as const;

/** Values of Opportunity.StageName in an org that nobody has customised. */
export const opportunityStages = [
	'Prospecting',
	'Qualification',
	'Needs Analysis',
	'Value Proposition',
	'Id. Decision Makers',
	'Perception Analysis',
	'Proposal/Price Quote',
	'Negotiation/Review',
	'Closed Won',
	'Closed Lost',
] as const;

/** Values of Task.Status in an org that nobody has customised. */
export const taskStatuses = ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'] as const;

/** Values of Task.Priority in an org that nobody has customised. */
export const taskPriorities = ['High', 'Normal', 'Low'] as const;

/** Values of Campaign.Type in an org that nobody has customised. */
export const campaignTypes = [
	'Conference',
	'Webinar',
	'Trade Show',
	'Public Relations',
	'Partners',
	'Referral Program',
	'Advertisement',
	'Banner Ads',
	'Direct Mail',
	'Email',
	'Telemarketing',
	'Other',
] as const;

/** Values of Campaign.Status in an org that nobody has customised. */
export const campaignStatuses = ['Planned', 'In Progress', 'Completed', 'Aborted'] as const;

/** Values of Case.Status in an org that nobody has customised. */
export const caseStatuses = ['New', 'Working', 'Escalated', 'Closed'] as const;

/** Values of Case.Origin in an org that nobody has customised. */
export const caseOrigins = ['Phone', 'Email', 'Web'] as const;

/** How a record stands to Data.com's. */
export const cleanStatuses = [
	'Matched',
	'Different',
	'Acknowledged',
	'NotFound',
	'Inactive',
	'Pending',
	'SelectMatch',
	'Skipped',
] as const;

/** Who owns an account's company. */
export const ownerships = ['Public', 'Private', 'Subsidiary', 'Other'] as const;
