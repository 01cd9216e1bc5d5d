/**
 * First names and what their bearers are called, a name of the register first; spelt as `plainWords` spells them. Common usage
 * in English, German, Dutch, French, Spanish, Portuguese, Italian, Polish, Russian and Scandinavian languages.
 */
const lines = `
	abigail abby abbie gail|abraham abe bram|adam ad|adelaide addie heidi|adrian ade|agnes aggie nessa|albert al bert bertie|alberto beto tito berto
	alexander alex al sandy sasha sascha xander lex alec alek aleks sander|alexandra alex sandra sasha sandy lexi alexa ola|alexandre alex sacha
	alejandro alex ale jandro|alessandro ale sandro|alessandra ale sandra|alfred al fred freddie alf|alfonso fonso poncho|alice allie ali|alicia ali
	allan al|alan al|allison ali allie|alison ali allie|amanda mandy manda|amelia amy millie mia|ana anita|anastasia ana stacy nastya asia
	andrew andy drew|andreas andi andy|andrei andrey|andre andy|andrea andi andie|andrzej jedrek|angela angie angel|angelina angie lina
	ann annie nan nancy|anna ann annie anya ania hanna|anne annie nan|annette ann netta|anthony tony ant|antonio tony toni toño nino|antoine tony
	antonia toni tonia|anton toni|archibald archie|arnold arnie|arthur art artie|augustus gus august|augustin gus agustin|august gus
	barbara barb barbie babs babsi basia|barnabas barney|bartholomew bart|bartlomiej bartek|beatrice bea trixie|beatriz bea|benedict ben
	benedikt ben bene|benjamin ben benji benny|bernard bernie|bernadette bernie|bernhard bernd|bertram bert|bradley brad|brandon bran|brenda bren
	bridget biddy|brigitte gitte biggi|calvin cal|cameron cam|camilla milla millie cam|carl charlie|carlos charlie carlitos|carla carly|carol carrie
	caroline carrie carol caro lina|carolina caro lina|carolyn carrie lynn|catherine cathy cat kate katie kit cate|catalina cata|cecilia ceci cissy celia
	charles charlie chuck chas chip|charlotte charlie lottie lotte char|chester chet|christian chris|christiane chris|christina chris tina chrissy
	christine chris tina chrissy|christoph chris stoph|christophe chris|christopher chris kit topher|cristina cris tina|clara claire|clarence clare
	claudia claudi|clemens clem|clifford cliff|clinton clint|constance connie|cornelia conny nelly|cornelius con neil cees kees|curtis curt|cynthia cindy
	daniel dan danny dani|daniela dani|danielle dani|daniil danya|david dave davey davy dawid|deborah deb debbie debra|debra deb debbie|delilah lila
	dennis denny|denise denny|derek rick|diana di|dietrich dieter|dmitri dima mitya|dmitry dima mitya|dominic dom nick|dominik dom|dominique dom
	donald don donnie|dorothy dot dottie dolly thea|dorothea doro thea|douglas doug|eduard edi|eduardo edu lalo edi|edgar ed|edmund ed eddie ted ned
	edward ed eddie ted teddy ned|edwin ed eddie|eileen lena|ekaterina katya|elaine lainie|eleanor ellie nell nora lenora|elena lena|eleonora nora
	elisabeth lisa elsa lisbeth lisl sisi betty liesl|elizabeth liz beth betty eliza lizzie libby lisa bess betsy elsie bette buffy|elzbieta ela
	ella ellie|ellen nell nellie|emanuel manny|emily em emmy millie|emma em emmy|emmanuel manny manu|enrique quique kike|eric rick|erich eri|ernest ernie
	ernesto neto|ernst erni|esteban estebi|esther essie hester|eugene gene|evelyn eve evie|evgeny zhenya|eva evi|ewa ewka|fabian fabi|felicity flick fliss
	felix lix|ferdinand ferdi fred|fernando fer nando|florence flo florrie|florian flo|frances fran fanny frankie|francesca fran franca|francesco franco checco
	francis frank fran frankie|francisco paco pancho fran kiko chico|francisca paca fran|franciszek franek|frank frankie|franklin frank|franz franzl
	frederic fred|frederick fred freddie rick|frederik fred frits|friederike rike|friedrich fritz fred|gabriel gabe gabi|gabriele gabi|gabriella gabby ella
	gabrielle gabby|gabriela gabi|gareth gary|geoffrey geoff jeff|george georgie|georg schorsch|georgina georgie gina|gerald gerry jerry|gerard gerry
	gerhard gerd|gertrude gertie trudy|gilbert gil bert|giovanni gianni nanni vanni|giovanna gianna vanna|giuseppe beppe peppe pino|giuseppina pina
	grace gracie|graham gray|gregor greg|gregory greg gregg|gregorio goyo|grzegorz grzesiek|guadalupe lupe lupita|guillermo memo guille|gustav gus|gustavo gus tavo
	gwendolyn gwen|hannah han|hans hansi|harold harry hal|harriet hattie|harrison harry|heather hettie|hector hec|heinrich heinz heiner heini|helen nell nellie lena
	helena lena|helga heli|helmut heli|henrietta etta hettie|hendrik henk rik|henry harry hank hal|henri riton|henryk heniek|herbert herb bert|herman manny
	hermann hemmo|hilary hil|hilda hildy|howard howie|hubert bert hubi|hugh hughie|hugo hugh|humphrey hump|ignacio nacho|ignatius iggy|ilona ili|irene rene
	isaac ike|isabel izzy bella isa belle chabela|isabella izzy bella isa ella|isabelle izzy belle isa|isidore izzy|ivan vanya|jacob jake jakub|jacqueline jackie jacqui
	jack jackie|jakob jockel|jaime jimmy|james jim jimmy jamie jem|jan janek jannie|jane janie jenny|janet jan|janice jan|jasmine jas|jason jay|javier javi
	jean jeannie|jeanette jean|jeffrey jeff|jennifer jen jenny jenn|jeremy jerry jez|jeremiah jerry|jerome jerry|jerzy jurek|jessica jess jessie|jesus chuy|joachim jochen achim jo
	joan joanie|joanna jo joey asia|joanne jo|joao joaozinho|johan jo|johann hans hannes|johanna hanna jo|johannes hans hannes johan jo jan|john jack johnny jon
	jonathan jon jonny nathan|jorge coque|jose pepe chepe|josef sepp jupp pepi|josefina pepa fina|joseph joe joey jos|josephine jo josie fina|joshua josh|joyce joy|juan juanito
	juana juanita|judith judy jude|julia jules julie|julian jules|julie jules|juliet julie jules|julius jules|karl kalle charly|karen kari|karin kari|karolina karo
	katarzyna kasia|katharina kathi kathe katja trina|katherine kate kathy katie kat kit kitty kay|kathleen kathy kate kay|kathryn kathy kate kat kay|katrina trina kat
	kenneth ken kenny|kimberly kim kimmy|klaus nick|konstantin kostya konni|krzysztof krzysiek|kristina kris tina|kristine kris|kristopher kris|kurt kurti
	laura laurie lori|laurence larry laurie|lawrence larry laurie lars|leah lee|leon leo|leonard leo len lenny|leonardo leo nardo|leonhard leo|leopold leo poldi|leslie les
	leticia lety|lewis lou|lillian lil lily|linda lindy|lorenzo enzo renzo|lorraine lori|louis lou louie|louise lou|lucas luke luc|lucia lucy|lucille lucy|lucy lu|ludwig lutz luis wiggerl
	luigi gigi|luis lucho|luisa lu|lukas luki luke|lydia liddy|lynette lynn|madeleine maddie mads|madeline maddie lena|magdalena lena magda leni|malgorzata gosia malgosia
	manfred manni fred|manuel manny manolo manu|manuela manu|marcel marc|marco mark|marcus marc mark|margaret maggie meg peggy marge margie greta daisy madge rita
	margarita marga rita|margarete gretel grete greta|margarethe gretel grete greta|marguerite margot|maria marie mia mary mitzi|maria jose mariajose|mariano nano|marianne nanne
	marie mimi|marilyn mary|marina mari|mario mar|marjorie marge margie|mark marc|markus mark|marta martha|martha marty mattie|martin marty mart|martina tina
	mary molly polly mamie mae|maryanne mary|mateo teo|mathias matt mattes|mathilda tilly|matilda tilly mattie|matteo teo|matthew matt matty|matthias matt hias|matthieu mat|maureen mo
	maurice mo morris|maurizio mauri|maximilian max maxi|maxine max|maxwell max|megan meg|melanie mel|melissa mel missy lissa|mercedes merche|mervyn merv|michael mike mick mickey mich michi mikey micha
	michaela micha|michal michał|michel mich|michele mic|michelle shelly mich|miguel mike migue|mikhail misha|mildred millie|milton milt|minerva minnie|mitchell mitch|mohammed mo muhammad mohammad mohamed
	mohamed mo mohammed|montgomery monty|morris mo|muriel mur|nancy nan|natalie nat|natalia nati talia natasha|natasha tasha|nathan nate nat|nathaniel nate nat nathan|neil neal
	nicholas nick nicky nico klaus|nicola nicky nic|nicolas nico nick|nicole nicky nic|niklas nick|nikolai kolya|nikolaus klaus nick nico|norbert norb bert|norman norm|octavia tavia|oliver ollie olly|olivia liv livvy ollie
	oscar ozzie|otto otti|pamela pam|pasquale pat lino|patricia pat patty trish tricia patsy|patrick pat paddy rick|patrizia patty|paul paulie|paula pauli|pauline polly|pavel pasha|pawel pawelek
	pedro perico|penelope penny|peter pete petey|petra petie|philip phil pip|philipp phil|phillip phil|philippa pippa pip|philippe phil|phyllis phyl|pierre pete|pietro piero|piotr piotrek
	priscilla cilla|prudence pru|quentin quin|rachel rach rae|rafael rafa|ralph ralphie|ramon moncho|randall randy|randolph randy|raymond ray|rebecca becky becca|regina gina reggie|reginald reg reggie
	reinhard reini|reinhold reini|renate nate|ricardo rick richi ricky|richard rick dick rich richie ricky|rigoberto rigo|robert rob bob bobby robbie bert robin|roberta bobbie robbie|roberto beto rob berto
	roderick rod rick|rodney rod|rodolfo rudy fito|rodrigo rod rodri|roger rog|roland rollo|ronald ron ronnie|rosa rosie rosita|rosalind roz|rosario charo|rose rosie|rosemarie romy rosi|rosemary rose rosie
	rudolf rudi rolf|rudolph rudy|rupert bert|russell russ|ruth ruthie|samantha sam sammy|samuel sam sammy|salvador chava|salvatore sal toto turi|sandra sandy|santiago santi|sarah sally sadie sal|sara sally
	sebastian seb basti bastian|sebastien seb|sergei seryozha|sergio checo|shannon shan|sharon shari|sheila shel|sherman sherm|shirley shirl|sidney sid|siegfried sigi|sigmund sigi|silvia silvi|simon si|sofia sofi
	solomon sol|sophia sophie sofie|sophie soph|stanley stan|stanislaw staszek|stefan steff stef steve|stefanie steffi stef|stella stel|stephan steve steff|stephanie steph steffi stephie|stephen steve stevie
	steven steve stevie|stuart stu|susan sue susie suzy|susanna sanna susi|susanne susi sanne|suzanne sue suzy|svetlana sveta lana|sylvester sly|sylvia syl|sylvain syl|tabitha tabby|tatiana tanya tania tati
	teodoro teo|terence terry|teresa terry tere tess|thaddeus thad tad|theodor theo teddy|theodora dora thea|theodore ted teddy theo|theresa terry tess tessa resi|therese tess resi|thomas tom tommy thom tomek
	tiffany tiff|tilman til|timothy tim timmy|tobias tobi toby|tomasz tomek|tomas tom|ulrich uli ulli|ulrike uli ulli|ursula uschi ursel ulla|valentin val|valerie val|vanessa nessa|veronica ronnie vero
	veronika vroni vera|victor vic|victoria vicky vic tori|vincent vin vince vinnie|vincenzo enzo vinny|viktor vik|viktoria vicky|virginia ginny ginger|vivian viv|vladimir vlad vova volodya|waldemar waldi
	walter walt wally|wendy wen|wilfred wilf fred|wilhelm willi willy helmi|william bill will billy willy liam|willem wim pim|winifred winnie freddie|winston win|wolfgang wolf wolfi|xavier xavi|yevgeny zhenya
	yolanda yoli|yvonne von|zachary zach zack|zbigniew zbyszek|zoe zo`;

/** By name: the numbers of the lines it stands in. */
const linesByName = new Map<string, readonly number[]>();
lines.split(/[|\n]/).forEach((line, number) => {
	for (const name of line.trim().split(/\s+/))
		if (name !== '') linesByName.set(name, [...(linesByName.get(name) ?? []), number]);
});

/** Numbers of the forms that a first name, as `plainWords` gives it, belongs to; `undefined` for a name without others. */
export function nicknameLines(name: string): readonly number[] | undefined {
	return linesByName.get(name);
}

/** Whether two different first names, as `plainWords` gives them, may be one person's: `bob` and `robert`. */
export function mayBeNickname(one: string, other: string): boolean {
	const lines = nicknameLines(one);
	return lines !== undefined && (nicknameLines(other)?.some((line) => lines.includes(line)) ?? false);
}
