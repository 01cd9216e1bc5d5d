import type { PlaceSeed } from '../org/seed';

/** The states that Salesforce ships: of these ten countries and no others. Codes are those of ISO 3166-2, or local ones. */
export const statesByCountry: Readonly<Record<string, readonly PlaceSeed[]>> = {
	US: places(
		'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|' +
			'HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|' +
			'MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|' +
			'NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|' +
			'TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming',
	),
	CA: places(
		'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NT Northwest Territories|NS Nova Scotia|NU Nunavut|' +
			'ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon Territories',
	),
	AU: places(
		'ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|SA South Australia|TAS Tasmania|VIC Victoria|' +
			'WA Western Australia',
	),
	BR: places(
		'AC Acre|AL Alagoas|AP Amapá|AM Amazonas|BA Bahia|CE Ceará|DF Distrito Federal|ES Espírito Santo|GO Goiás|MA Maranhão|MT Mato Grosso|' +
			'MS Mato Grosso do Sul|MG Minas Gerais|PA Pará|PB Paraíba|PR Paraná|PE Pernambuco|PI Piauí|RJ Rio de Janeiro|RN Rio Grande do Norte|' +
			'RS Rio Grande do Sul|RO Rondônia|RR Roraima|SC Santa Catarina|SP São Paulo|SE Sergipe|TO Tocantins',
	),
	CN: places(
		'34 Anhui|11 Beijing|50 Chongqing|35 Fujian|62 Gansu|44 Guangdong|45 Guangxi|52 Guizhou|46 Hainan|13 Hebei|23 Heilongjiang|41 Henan|42 Hubei|' +
			'43 Hunan|32 Jiangsu|36 Jiangxi|22 Jilin|21 Liaoning|15 Nei Mongol|64 Ningxia|63 Qinghai|61 Shaanxi|37 Shandong|31 Shanghai|14 Shanxi|' +
			'51 Sichuan|12 Tianjin|65 Xinjiang|54 Xizang|53 Yunnan|33 Zhejiang|91 Hong Kong|92 Macao|71 Taiwan',
	),
	JP: places(
		'23 Aichi|05 Akita|02 Aomori|12 Chiba|38 Ehime|18 Fukui|40 Fukuoka|07 Fukushima|21 Gifu|10 Gunma|34 Hiroshima|01 Hokkaido|28 Hyogo|08 Ibaraki|' +
			'17 Ishikawa|03 Iwate|37 Kagawa|46 Kagoshima|14 Kanagawa|39 Kochi|43 Kumamoto|26 Kyoto|24 Mie|04 Miyagi|45 Miyazaki|20 Nagano|42 Nagasaki|29 Nara|' +
			'15 Niigata|44 Oita|33 Okayama|47 Okinawa|27 Osaka|41 Saga|11 Saitama|25 Shiga|32 Shimane|22 Shizuoka|09 Tochigi|36 Tokushima|13 Tokyo|31 Tottori|' +
			'16 Toyama|30 Wakayama|06 Yamagata|35 Yamaguchi|19 Yamanashi',
	),
	IN: places(
		'AN Andaman and Nicobar Islands|AP Andhra Pradesh|AR Arunachal Pradesh|AS Assam|BR Bihar|CH Chandigarh|CT Chhattisgarh|DN Dadra and Nagar Haveli|' +
			'DD Daman and Diu|DL Delhi|GA Goa|GJ Gujarat|HR Haryana|HP Himachal Pradesh|JK Jammu and Kashmir|JH Jharkhand|KA Karnataka|KL Kerala|' +
			'LD Lakshadweep|MP Madhya Pradesh|MH Maharashtra|MN Manipur|ML Meghalaya|MZ Mizoram|NL Nagaland|OR Odisha|PY Puducherry|PB Punjab|RJ Rajasthan|' +
			'SK Sikkim|TN Tamil Nadu|TG Telangana|TR Tripura|UT Uttarakhand|UP Uttar Pradesh|WB West Bengal',
	),
	IE: places(
		'CW Carlow|CN Cavan|CE Clare|CO Cork|DL Donegal|D Dublin|G Galway|KY Kerry|KE Kildare|KK Kilkenny|LS Laois|LM Leitrim|LK Limerick|LD Longford|' +
			'LH Louth|MO Mayo|MH Meath|MN Monaghan|OY Offaly|RN Roscommon|SO Sligo|TA Tipperary|WD Waterford|WH Westmeath|WX Wexford|WW Wicklow',
	),
	IT: places(
		'AG Agrigento|AL Alessandria|AN Ancona|AO Aosta|AR Arezzo|AP Ascoli Piceno|AT Asti|AV Avellino|BA Bari|BT Barletta-Andria-Trani|BL Belluno|' +
			'BN Benevento|BG Bergamo|BI Biella|BO Bologna|BZ Bolzano|BS Brescia|BR Brindisi|CA Cagliari|CL Caltanissetta|CB Campobasso|CI Carbonia-Iglesias|' +
			'CE Caserta|CT Catania|CZ Catanzaro|CH Chieti|CO Como|CS Cosenza|CR Cremona|KR Crotone|CN Cuneo|EN Enna|FM Fermo|FE Ferrara|FI Florence|FG Foggia|' +
			"FC Forlì-Cesena|FR Frosinone|GE Genoa|GO Gorizia|GR Grosseto|IM Imperia|IS Isernia|AQ L'Aquila|SP La Spezia|LT Latina|LE Lecce|LC Lecco|LI Livorno|" +
			'LO Lodi|LU Lucca|MC Macerata|MN Mantua|MS Massa and Carrara|MT Matera|VS Medio Campidano|ME Messina|MI Milan|MO Modena|MB Monza and Brianza|NA Naples|' +
			'NO Novara|NU Nuoro|OG Ogliastra|OT Olbia-Tempio|OR Oristano|PD Padua|PA Palermo|PR Parma|PV Pavia|PG Perugia|PU Pesaro and Urbino|PE Pescara|' +
			'PC Piacenza|PI Pisa|PT Pistoia|PN Pordenone|PZ Potenza|PO Prato|RG Ragusa|RA Ravenna|RC Reggio Calabria|RE Reggio Emilia|RI Rieti|RN Rimini|RM Rome|' +
			'RO Rovigo|SA Salerno|SS Sassari|SV Savona|SI Siena|SR Syracuse|SO Sondrio|TA Taranto|TE Teramo|TR Terni|TP Trapani|TN Trento|TV Treviso|TS Trieste|' +
			'TO Turin|UD Udine|VA Varese|VE Venice|VB Verbano-Cusio-Ossola|VC Vercelli|VR Verona|VV Vibo Valentia|VI Vicenza|VT Viterbo',
	),
	MX: places(
		'AG Aguascalientes|BC Baja California|BS Baja California Sur|CM Campeche|CS Chiapas|CH Chihuahua|CO Coahuila|CL Colima|DF Federal District|DG Durango|' +
			'GT Guanajuato|GR Guerrero|HG Hidalgo|JA Jalisco|ME Mexico State|MI Michoacán|MO Morelos|NA Nayarit|NL Nuevo León|OA Oaxaca|PB Puebla|QE Querétaro|' +
			'QR Quintana Roo|SL San Luis Potosí|SI Sinaloa|SO Sonora|TB Tabasco|TM Tamaulipas|TL Tlaxcala|VE Veracruz|YU Yucatán|ZA Zacatecas',
	),
};

function places(list: string): PlaceSeed[] {
	return list
		.split('|')
		.map((entry) => ({ code: entry.slice(0, entry.indexOf(' ')), name: entry.slice(entry.indexOf(' ') + 1) }));
}
