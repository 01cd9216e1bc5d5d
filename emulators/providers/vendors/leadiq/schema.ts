import { buildSchema } from 'graphql';

/** The part of LeadIQ's published schema that enrichment uses, with its names, types and nullability. */
export const leadIqSchema = buildSchema(`
	scalar Long
	scalar ZonedDateTime
	scalar BigDecimal

	enum EmailType { WorkEmail PersonalEmail }
	enum EmailVerificationStatusType { Verified VerifiedLikely Unverified Invalid Suppressed }
	enum EmailVerificationStatusTypeInput { Verified Unverified VerifiedLikely Invalid }
	enum PhoneType { WorkPhone WorkMobile WorkHQ WorkBranch PersonalPhone PersonalLandline PersonalMobile Fax }
	enum PhoneVerificationStatusType { Verified Unverified Invalid Suppressed LikelyAccurate }
	enum VerificationStatusType { LikelyAccurate None }
	enum GenericFieldStatus { Valid Invalid }
	enum GenericFieldType { NotApplicable }
	enum ProfileFilterType { HasVerifiedWorkPhone HasPersonalPhone HasWorkPhone HasPersonalEmail HasVerifiedWorkEmail HasWorkEmail }
	enum PhoneQualityFilter { HigherQualityPhones HighestQualityPhones AllPhones }
	enum PlanStatus { Active Inactive Trialing }
	enum ProductName { DataHub ContactTracking Api Universal }

	input CompanyDetails {
		companyId: String
		name: String
		domain: String
		emailDomain: String
		linkedinId: String
		country: String
		searchInPastCompanies: Boolean
		strict: Boolean
	}
	input QualityFilter { phone: PhoneQualityFilter }
	input SearchPeopleInput {
		skip: Int
		limit: Int
		id: String
		firstName: String
		lastName: String
		middleName: String
		fullName: String
		company: CompanyDetails
		linkedinId: String
		linkedinUrl: String
		email: String
		hashedEmail: String
		phone: String
		workEmailStatusIn: [EmailVerificationStatusTypeInput!]
		containsWorkContactInfo: Boolean
		profileFilter: [ProfileFilterType!]
		includeInvalid: Boolean
		qualityFilter: QualityFilter
		minConfidence: Int
	}
	input SearchCompanyInput {
		id: String
		name: String
		domain: String
		linkedinId: String
		linkedinUrl: String
		strict: Boolean
	}

	type NameInfo { first: String! fullName: String! last: String middle: String }
	type DateRange { start: ZonedDateTime end: ZonedDateTime }
	type LinkedinRecord {
		linkedinId: String
		linkedinUrl: String
		salesUrls: [String!]
		guid: String
		type: GenericFieldType!
		status: GenericFieldStatus!
		updatedAt: ZonedDateTime!
	}
	enum SocialNetworkType { Twitter Foursquare Gravatar Pinterest Angellist Facebook Klout }
	type SocialProfile {
		network: SocialNetworkType!
		id: String
		username: String
		url: String
		status: GenericFieldStatus!
		updatedAt: ZonedDateTime!
	}
	type EducationRecord {
		name: String!
		type: String
		linkedinUrl: String
		facebookUrl: String
		twitterUrl: String
		linkedinId: String
		website: String
		domain: String
		degrees: [String!]!
		majors: [String!]!
		grades: String
		dateRange: DateRange
		activities: String
		description: String
	}
	type LocationRecord {
		fullAddress: String
		areaLevel1: String
		city: String
		country: String
		countryCode2: String
		countryCode3: String
		type: GenericFieldType!
		status: GenericFieldStatus!
		updatedAt: ZonedDateTime!
	}
	type WorkEmailRecordType { type: EmailType! status: EmailVerificationStatusType! updatedAt: ZonedDateTime! value: String! }
	type PersonalEmailRecordType { type: EmailType! status: EmailVerificationStatusType! updatedAt: ZonedDateTime! value: String! }
	type WorkPhoneRecordType {
		type: PhoneType!
		status: PhoneVerificationStatusType!
		verificationStatus: VerificationStatusType!
		updatedAt: ZonedDateTime!
		value: String!
	}
	type PersonalPhoneRecordType {
		type: PhoneType!
		status: PhoneVerificationStatusType!
		verificationStatus: VerificationStatusType!
		updatedAt: ZonedDateTime!
		value: String!
	}
	type RevenueRange { start: Long end: Long description: String }
	type SICCode { code: String! description: String! }
	type NAICSCode { code: String! description: String! }
	type TechnologyInfo { name: String! category: String parentCategory: String attributes: [String!]! categories: [String!]! }
	type FundingInfo { fundingRounds: String fundingTotalUsd: Long lastFundingOn: ZonedDateTime lastFundingType: String lastFundingUsd: Long }
	type CompanyHierarchyNode { id: String name: String }
	type CompanyHierarchy { isUltimate: Boolean! parent: CompanyHierarchyNode ultimateParent: CompanyHierarchyNode }
	type LocationInfo {
		formattedAddress: String
		street1: String
		street2: String
		city: String
		areaLevel1: String
		country: String
		countryCode2: String
		countryCode3: String
		postalCode: String
	}
	type CompanyInfo {
		id: String!
		name: String!
		alternativeNames: [String!]
		domain: String
		description: String
		emailDomains: [String!]
		type: String
		phones: [String!]
		country: String
		address: String
		locationInfo: LocationInfo
		logoUrl: String
		linkedinId: String
		linkedinUrl: String
		numberOfEmployees: Int
		industry: String
		specialities: [String!]
		fundingInfo: FundingInfo
		technologies: [TechnologyInfo!]
		revenue: Long
		revenueRange: RevenueRange
		predictedRevenue: RevenueRange
		sicCode: SICCode
		secondarySicCodes: [SICCode!]
		naicsCode: NAICSCode
		employeeRange: String
		crunchbaseUrl: String
		facebookUrl: String
		twitterUrl: String
		foundedYear: Int
		companyHierarchy: CompanyHierarchy
		updatedDate: ZonedDateTime
	}
	type PositionRecord {
		companyId: String!
		title: String
		dateRange: DateRange
		updatedAt: ZonedDateTime!
		emails: [WorkEmailRecordType!]!
		phones: [WorkPhoneRecordType!]!
		companyInfo: CompanyInfo
		seniority: String
		function: String
		workEmail: WorkEmailRecordType
		matchedQuery: Boolean!
	}
	type PersonRecord {
		id: String!
		_id: String!
		name: NameInfo!
		currentPositions: [PositionRecord!]!
		pastPositions: [PositionRecord!]!
		linkedin: LinkedinRecord
		profiles: [SocialProfile!]!
		location: LocationRecord
		education: [EducationRecord!]!
		updatedAt: ZonedDateTime
		personalEmails: [PersonalEmailRecordType!]!
		personalPhones: [PersonalPhoneRecordType!]!
		confidence: Int
	}
	type SearchResult { totalResults: Int! hasMore: Boolean! results: [PersonRecord!]! }
	type CompanySearchResult { totalResults: Int! hasMore: Boolean! results: [CompanyInfo!]! }

	interface Plan { name: String! product: ProductName! status: PlanStatus! nextBillingPeriod: ZonedDateTime }
	type UniversalPlan implements Plan {
		name: String!
		product: ProductName!
		status: PlanStatus!
		nextBillingPeriod: ZonedDateTime
		available: Int!
		used: Int!
	}
	type Account { plans: [Plan!]! universalPlan: UniversalPlan }
	type UniversalUsage { units: Int! cap: Int! }
	type UsageMetaType { universalUsage: [UniversalUsage!]! }

	type Query {
		account: Account
		usage: UsageMetaType!
		searchPeople(input: SearchPeopleInput!): SearchResult!
		searchCompany(input: SearchCompanyInput!): CompanySearchResult!
	}
`);
