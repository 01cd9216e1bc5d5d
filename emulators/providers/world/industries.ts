import type { Industry } from './company';

/** Name, sector, SIC, NAICS and UK SIC, one line of business a line. */
const table = `
Computer Software | Technology | 7372 | Prepackaged Software | 513210 | Software Publishers | 62012
Information Technology and Services | Technology | 7371 | Computer Programming Services | 541511 | Custom Computer Programming Services | 62020
Machinery | Manufacturing | 3569 | General Industrial Machinery | 333998 | Other General Purpose Machinery Manufacturing | 28990
Chemicals | Manufacturing | 2899 | Chemicals and Chemical Preparations | 325998 | Other Chemical Product Manufacturing | 20590
Food Production | Consumer Goods | 2099 | Food Preparations | 311999 | Miscellaneous Food Manufacturing | 10890
Logistics and Supply Chain | Transportation | 4731 | Arrangement of Freight Transportation | 488510 | Freight Transportation Arrangement | 52290
Insurance | Financial Services | 6411 | Insurance Agents and Brokers | 524210 | Insurance Agencies and Brokerages | 65120
Financial Services | Financial Services | 6282 | Investment Advice | 523940 | Portfolio Management and Investment Advice | 66300
Hospital and Health Care | Health Care | 8099 | Health Services | 621999 | Miscellaneous Ambulatory Health Care Services | 86900
Pharmaceuticals | Health Care | 2834 | Pharmaceutical Preparations | 325412 | Pharmaceutical Preparation Manufacturing | 21200
Retail | Retail | 5399 | General Merchandise Stores | 455219 | All Other General Merchandise Retailers | 47190
Hospitality | Leisure | 7011 | Hotels and Motels | 721110 | Hotels and Motels | 55100
Management Consulting | Business Services | 8742 | Management Consulting Services | 541611 | Administrative Management Consulting Services | 70229
Marketing and Advertising | Business Services | 7311 | Advertising Agencies | 541810 | Advertising Agencies | 73110
Renewables and Environment | Energy | 4911 | Electric Services | 221118 | Other Electric Power Generation | 35110
Construction | Construction | 1542 | General Contractors, Nonresidential Buildings | 236220 | Commercial Building Construction | 41201
`;

/** The lines of business that the seed gives to companies. */
export const industries: readonly Industry[] = table
	.trim()
	.split('\n')
	.map((line) => {
		const [name, sector, sic, sicText, naics, naicsText, ukSic] = line.split(' | ');
		return { name, sector, sic, sicText, naics, naicsText, ukSic };
	});
