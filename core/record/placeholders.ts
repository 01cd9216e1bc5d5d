import { plainWords } from './plain-words';

/**
 * What people and programs type where they have nothing to say, and mailboxes that are nobody's own. From the fields
 * of CRMs, the mailbox names of RFC 2142 and the customs of each language. Words are compared as `plainWords` spells them.
 */

/** A company by none of these names is the same as another by that name. */
const companyPlaceholders = wordSet(`
	n a,na,none,null,nil,unknown,undefined,not provided,not applicable,not available,not given,not specified,not known,not set,tbd,tba,
	to be determined,self,self employed,selfemployed,individual,personal,private,private person,privat,privatperson,privatpersonen,freelance,
	freelancer,student,retired,unemployed,home,homeowner,household,consumer,test,tests,testing,test company,test account,test inc,test co,
	test corp,demo,demo company,demo account,sample,sample company,sample account,dummy,dummy company,fake,fake company,example,example company,
	company name,your company,your company name,my company,no company,no company name,no name,noname,unknown company,company unknown,
	unknown account,placeholder,blank,empty,default,other,others,various,misc,missing,no account,no employer,nowhere,xx,xxx,xxxx,xyz company,
	asdf,asdfasdf,qwerty,abcd,foo,foobar,bar,delete,delete me,do not use,duplicate,
	unbekannt,nicht bekannt,nicht angegeben,keine angabe,keine angaben,k a,keine,keine firma,ohne firma,freiberufler,freiberuflich,
	selbststandig,selbstaendig,rentner,testfirma,musterfirma,mustermann gmbh,inconnu,inconnue,non renseigne,non communique,aucun,aucune,
	sans societe,particulier,prive,independant,indépendante,auto entrepreneur,retraite,etudiant,desconocido,desconocida,ninguno,ninguna,
	sin empresa,sin nombre,no aplica,no disponible,particular,autonomo,autonoma,independiente,estudiante,prueba,empresa de prueba,
	desconhecido,nenhum,nenhuma,sem empresa,nao informado,nao se aplica,autonoma,pessoa fisica,teste,empresa teste,sconosciuto,nessuno,
	nessuna,non disponibile,privato,libero professionista,prova,azienda di prova,onbekend,geen,n v t,nvt,particulier,zzp,zzper,okand,okänt,
	ingen,privat person,ukendt,ukjent,tuntematon,ei tiedossa,nieznany,nieznana,brak,nie dotyczy,osoba prywatna,neznamy,neznama,zadny,zadna,
	ismeretlen,nincs,maganszemely,bilinmiyor,yok,bireysel,şahıs,necunoscut,persoana fizica,
	неизвестно,неизвестна,не указано,не указана,нет,физлицо,физическое лицо,частное лицо,тест,невідомо,немає,
	不明,なし,無し,無,未定,個人,個人事業主,テスト,未知,无,暂无,没有,个人,测试,待定,不详,미상,없음,개인,테스트,해당없음`);

/** As a first or a last name they leave the person unnamed. */
const namePlaceholders = wordSet(`
	n a,none,null,nil,unknown,undefined,not provided,not given,not specified,not available,not known,tbd,tba,anonymous,anonym,no name,noname,
	no first name,no last name,first name,firstname,last name,lastname,your name,unknown name,unnamed,nomen nescio,missing,blank,empty,placeholder,
	xxx,xxxx,asdf,asdfasdf,qwerty,fake,dummy,do not use,delete,unbekannt,nicht angegeben,keine angabe,k a,vorname,nachname,inconnu,inconnue,
	non renseigne,prenom,nom de famille,desconocido,desconocida,sin nombre,apellido,desconhecido,desconhecida,sobrenome,nao informado,
	sconosciuto,sconosciuta,cognome,onbekend,achternaam,okand,okänt,ukendt,ukjent,tuntematon,nieznany,nieznana,brak,neznamy,neznama,
	ismeretlen,bilinmiyor,necunoscut,неизвестно,неизвестный,не указано,нет,имя,фамилия,тест,невідомо,
	不明,なし,テスト,未知,无,测试,暂无,미상,없음,테스트`);

/** Names that somebody may bear; two of them together are a placeholder. */
const weakNamePlaceholders = wordSet(`
	na,new,not,available,provided,applicable,test,tests,tester,testing,user,name,first,last,lead,contact,account,person,customer,client,guest,visitor,admin,demo,sample,example,foo,bar,
	baz,me,myself,self,no,not,sir,madam,mr,mrs,ms,dr,owner,office,info,sales,manager,team,marketing,abc,xyz,aa,aaa,bb,xx,zz,
	a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,unknown,prueba,teste,prova,muster,kunde,kontakt,probe,cliente,contacto,contato,usuario`);

const wholeNamePlaceholders = wordSet(
	'john doe,jane doe,joe bloggs,max mustermann,maria mustermann,erika mustermann,john q public',
);

/** Mailboxes that several people of a company read: the address alone does not tell one of them from another. */
const sharedMailboxes = new Set(
	`
	abuse account accounting accounts accountspayable accountsreceivable admin administration administrator admissions adverts advertising all
	ap ar assistance backoffice billing board bookings booking booker bookkeeping business buying campaigns care careers center central ceo cfo
	club commercial company compliance contact contactus contracts corporate cs customer customercare customers customerservice customersupport
	cto data dataprotection delivery design desk development digital director dispatch donations dpo ecommerce editor editorial email enquire
	enquiries enquiry errors events everyone export facilities fax feedback finance financial foi frontdesk fundraising gdpr general group guest
	hello help helpdesk hi home hostmaster hotel hr hq humanresources import info information inbox inquire inquiries inquiry insurance investor
	investors invoice invoices invoicing it itsupport jobs join kitchen lab leads legal library list logistics mail mailbox main mainoffice
	management manager manufacturing marketing media member members membership net network news newsletter newsletters office officemanager online operations
	ops order orders parts partner partners payables payment payments payroll people post postmaster pr press privacy procurement production
	products project projects property public purchase purchasing quality query quote quotes reception recruit recruiting recruitment registrar
	registration rentals requests reservation reservations residents returns rfq root safety sale sales salesinfo school secretary security
	service services shipping shop solutions staff stock store studio subscribe suggestions supplier suppliers supply support sysadmin team tech
	technical technology tender tenders tickets trade trading training transport travel treasurer treasury vendor vendors warehouse web webadmin
	webmaster website welcome work workshop
	anfrage anfragen auftrag ausbildung buchung buchungen dsgvo gf redaktion reservierung reservierungen personalabteilung logistik presseteam sekretaer bestellung bestellungen bewerbung buchhaltung buero büro datenschutz einkauf empfang export
	geschaeftsfuehrung hallo hausverwaltung karriere kanzlei kasse kontakt kundendienst kundenservice lager leitung personal post praxis presse rezeption
	rechnung rechnungen sekretariat shop technik termin termine verkauf versand vertrieb verwaltung vorstand werkstatt zentrale
	accueil achat achats administratif agence atelier bonjour boutique clients commande commandes commercial compta comptabilite comptabilité
	contactez courrier mailroom devis direction facturation facture factures mairie rh recrutement renseignements reservation secretariat secrétariat
	serviceclient standard ventes vente
	administracion administración almacen atencion atencionalcliente ayuda clientes comercial compras consultas contabilidad contacto correo
	cotizaciones direccion empleo facturacion facturas gerencia hola informacion informes logistica mercadeo oficina pedidos prensa presupuestos
	proveedores reclamaciones recepcion reservas recursoshumanos rrhh secretaria soporte tienda ventas
	administracao atendimento cadastro comercial contato contabilidade compras cobranca diretoria faleconosco faturamento financeiro fiscal
	geral gerencia loja ouvidoria orcamento orcamentos pedidos recepcao rh sac secretaria suporte vendas
	acquisti amministrazione assistenza azienda clienti commerciale contabilita contatti direzione fatture fatturazione ciao informazioni
	magazzino negozio ordini preventivi prenotazioni segreteria spedizioni studio ufficio uffici vendite
	administratie algemeen bestellingen boekhouding directie facturen inkoop klantenservice kantoor klanten magazijn planning receptie
	secretariaat verkoop vragen werkplaats winkel
	ekonomi forsaljning försäljning regnskap faktura fakturor kundservice kundtjanst kundtjänst lager order orderavdelning receptionen regnskab salg bogholderi kontor post
	postmottak firmapost kundeservice kundesenter myynti asiakaspalvelu toimisto tilaukset laskut laskutus
	biuro biuroobslugi bok sekretaryat faktury handlowy kadry kontakty ksiegowosc księgowość marketing obsluga oferty poczta recepcja rekrutacja
	sekretariat serwis sklep sprzedaz sprzedaż zamowienia zamówienia zapytania
	fakturace rezervace info nakup objednavky obchod odbyt podatelna podpora prodej recepce reklamace sekretariat servis ucetni uctarna
	kapcsolat penzugy pénzügy iroda ertekesites értékesítés ugyfelszolgalat ügyfélszolgálat titkarsag titkárság
	bilgi destek iletisim iletişim insankaynaklari muhasebe satis satış siparis sipariş yonetim
	ekonomija office birou comenzi contabilitate secretariat vanzari vânzări prodaja racunovodstvo uprava narudzbe podrska
	zakaz zakupki prodazhi buhgalter buh ofis sekretar priemnaya kadry otdel reklama
	soumu somu eigyo eigyou jinji toiawase otoiawase koho keiri kyujin saiyo
	kefu shichang xiaoshou caiwu renshi bangongshi yingye gongsi`
		.trim()
		.split(/\s+/),
);

/** Mailboxes that nobody reads, or that were typed to get past a form: the address says nothing about the person. */
const junkMailboxes = new Set(
	`
	noreply donotreply dontreply neverreply nobody no none nomail noemail noemailprovided noaddress notprovided notavailable na null nil
	undefined unknown unknownemail test tests tester testing test1 test2 test123 testtest testuser testemail testmail teste teste1 prueba pruebas
	prova probe demo dummy fake sample example placeholder invalid asdf asdfasdf asd qwe qwerty aaa aaaa abc abcd abc123 xxx xxxx xyz
	user user1 username email1 youremail yourname myemail me someone somebody anonymous spam trash void devnull null0 bounce bounces mailerdaemon
	daemon autoreply auto automated automailer notification notifications notify alert alerts system robot bot listserv unsubscribe mailer
	messagesnoreply invitations keineantwort nichtantworten sinrespuesta noresponder nepasrepondre nonrispondere naoresponda naoresponder
	keine keineangabe unbekannt inconnu inconnue aucun sansmail sansemail ninguno ninguna desconocido nulo nomeacuerdo naotem naoinformado nenhum nessuno nessuna
	sconosciuto onbekend geen geenmail geenemail brak nieznany noname notknown notgiven
	keinemail keineemail sincorreo sinemail semcorreo sememail pasdemail pasdemail brakmaila`
		.trim()
		.split(/\s+/),
);

/** Domains typed where there is none. `example` under any suffix, and what RFC 2606 keeps for documents, is told by its name. */
const placeholderDomains = new Set(
	`
	test.com test.net test.org test.test none.com none.net none.org no.com na.com n-a.com nil.com null.com null.net undefined.com unknown.com
	unknown.net unknown.org nowebsite.com nosite.com noweb.com nodomain.com noemail.com noemail.net nomail.com nomail.net no-email.com no-mail.com
	noemailprovided.com notprovided.com notavailable.com notapplicable.com noaddress.com noreply.com no-reply.com donotreply.com
	domain.com domain.net domain.tld domainname.com mydomain.com yourdomain.com yoursite.com mysite.com website.com yourwebsite.com mywebsite.com
	company.com yourcompany.com mycompany.com companyname.com ourcompany.com sample.com samplesite.com sampledomain.com
	demo.com dummy.com fake.com fakeemail.com fakemail.com invalid.com invalid.net placeholder.com tbd.com tba.com asdf.com asdfasdf.com asd.com qwerty.com
	xxx.com xxxx.com xyz.com abcd.com foo.com bar.com foobar.com blah.com blank.com nobody.com nowhere.com noone.com anonymous.com
	somewhere.com someone.com testing.com tester.com testcompany.com testdomain.com testmail.com testemail.com test123.com spam.com
	localhost.com localhost.localdomain local.com placeholder.net delete.com deleted.com bounce.com
	beispiel.de beispiel.com musterfirma.de muster.de mustermann.de keine.de kein.de unbekannt.de keineemail.de testfirma.de domain.de firma.de
	exemple.com exemple.fr aucun.fr aucun.com inconnu.fr ejemplo.com ninguno.com sinemail.com notiene.com noaplica.com desconocido.com
	exemplo.com exemplo.com.br naotem.com naotem.com.br nenhum.com teste.com teste.com.br esempio.it nessuno.it prova.it voorbeeld.nl geen.nl
	onbekend.nl brak.pl przyklad.pl exempel.se ingen.se`
		.trim()
		.split(/\s+/),
);

/** What says so itself under any suffix; and the suffix that no host can have (RFC 2606), as in addresses masked for a sandbox. */
const namesOfNoDomain =
	/^(?:example|no-?(?:(?:e-?)?mail|domain|website|address)|(?:keine|sin|sem)-?(?:e-?)?mail)\.|\.invalid$/;

/** Whether the name, as `plainWords` gives it, stands for no company. */
export function isCompanyPlaceholder(name: string): boolean {
	return companyPlaceholders.has(name);
}

/** Whether a first or a last name, as `plainWords` gives it, leaves the person unnamed. */
export function isNamePlaceholder(name: string): boolean {
	return namePlaceholders.has(name);
}

/** First and last name, as `plainWords` gives them, of somebody in particular; `undefined` when one is missing or made up. */
export function personName(first: string, last: string): string | undefined {
	if ([first, last].some((part) => !/\p{L}/u.test(part) || namePlaceholders.has(part) || isOneLetter(part)))
		return undefined;
	if (weakNamePlaceholders.has(first) && weakNamePlaceholders.has(last)) return undefined;
	const name = `${first} ${last}`;
	return wholeNamePlaceholders.has(name) ? undefined : name;
}

/** Who reads an address in normal form, by its mailbox: one person, several who share it, or nobody. */
export function mailboxKind(email: string): 'person' | 'shared' | 'junk' {
	const mailbox = email.slice(0, email.lastIndexOf('@')).split('+')[0];
	const whole = withoutDigits(mailbox.replace(/[._-]/g, ''));
	if (junkMailboxes.has(whole) || /no[._-]?t?[._-]?reply/.test(mailbox) || isOneLetter(whole) || isCountedUp(mailbox))
		return 'junk';
	const [first] = mailbox.split(/[._-]/, 1);
	return sharedMailboxes.has(whole) || sharedMailboxes.has(withoutDigits(first)) ? 'shared' : 'person';
}

/** Whether a registrable domain was typed only to fill a field. */
export function isPlaceholderDomain(domain: string): boolean {
	return placeholderDomains.has(domain) || namesOfNoDomain.test(domain);
}

/** `xxx`, `aaaa`: held a key down. */
function isOneLetter(word: string): boolean {
	return word.length > 2 && /^(.)\1*$/u.test(word);
}

/** `123`, `000`: numbers of another kind are addresses at providers that give numbers to people. */
function isCountedUp(word: string): boolean {
	return word.length > 2 && (/^(\d)\1*$/.test(word) || '1234567890'.startsWith(word));
}

function withoutDigits(name: string): string {
	return name.replace(/\d{1,4}$/, '');
}

function wordSet(list: string): ReadonlySet<string> {
	return new Set(list.split(',').map(plainWords));
}
