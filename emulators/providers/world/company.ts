/** A line of business in the classifications that vendors and registers use. */
export interface Industry {
	readonly name: string;
	/** Who sorts coarsely says this. */
	readonly sector: string;
	readonly sic: string;
	readonly sicText: string;
	readonly naics: string;
	readonly naicsText: string;
	/** UK SIC 2007, five digits. */
	readonly ukSic: string;
}

/** Where somebody or something is. */
export interface Place {
	readonly street: string;
	readonly city: string;
	readonly region: string;
	readonly postalCode: string;
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	readonly countryName: string;
}

/** The truth about a company; what a vendor says of it may differ. */
export interface Company {
	/** `c-1`, `c-2` … or as a loaded list names it. */
	readonly id: string;
	readonly name: string;
	readonly legalName: string;
	/** Registrable, lower case. */
	readonly domain: string;
	readonly place: Place;
	/** E.164. */
	readonly phone: string;
	readonly employees: number;
	/** US dollars a year. */
	readonly revenue: number;
	readonly foundedYear: number;
	readonly industry: Industry;
	readonly description: string;
	/** Last part of its LinkedIn page. */
	readonly linkedin: string;
	readonly isPublic: boolean;
	readonly ticker?: string;
	/** SEC's number, ten digits. */
	readonly cik?: string;
	/** Valid check digits. */
	readonly lei?: string;
	/** In the register of its country. */
	readonly registrationNumber?: string;
	readonly technologies: readonly string[];
	readonly parentId?: string;
}

/** Deliverability of an address, in the words that all vendors' words can be made of. */
export type EmailState = 'verified' | 'catch_all' | 'unverified' | 'invalid';

/** A time at one employer. */
export interface Job {
	readonly companyId: string;
	readonly title: string;
	readonly seniority: Seniority;
	readonly department: string;
	/** Months, `2024-03`. */
	readonly from: string;
	readonly until?: string;
	/** The address that the employer gave. */
	readonly email: string;
}

export type Seniority = 'cxo' | 'vp' | 'director' | 'manager' | 'senior' | 'entry';

/** The truth about a person; what a vendor says of them may differ. */
export interface Person {
	/** `p-1`, `p-2` … or as a loaded list names it. */
	readonly id: string;
	readonly firstName: string;
	readonly lastName: string;
	/** Last part of the LinkedIn profile. */
	readonly linkedin: string;
	readonly place: Place;
	/** The one of today first. */
	readonly jobs: readonly Job[];
	readonly emailState: EmailState;
	readonly personalEmail?: string;
	/** E.164. */
	readonly directPhone?: string;
	readonly mobile?: string;
	/** Has asked not to be found: vendors that honour that answer with a legal block. */
	readonly isSuppressed: boolean;
}
