package demosite

// Phrases of English listings, with the placeholders of words_ja.go.

var tasksEN = map[string][]string{
	"backend": {
		"Design and build the APIs behind %p", "Own features of %p from the first sketch to release", "Rework the batch jobs that handle %n0,000 records a night", "Build and maintain links to partner systems",
		"Tune slow queries and revisit table layouts", "Split an old module into parts that can be released alone", "Make background work safe to retry", "Implement sign-in and permissions",
		"Find the causes of incidents and remove them for good", "Keep ledgers consistent under heavy traffic", "Model the business rules of %n partners", "Extend internal tools and answer questions about them",
	},
	"frontend": {
		"Build the screens people use in %p every day", "Make the admin console pleasant to work with", "Grow our shared component set with the designers", "Measure and improve page speed", "Rebuild pages with accessibility in mind",
		"Replace old pages step by step", "Reduce the share of people who leave the sign-up form by %d0 percent", "Simplify how state flows through the app", "Make %p work well on small phones", "Prepare %p for more languages", "Cover the screens with automated tests",
	},
	"infra_sre": {
		"Design the platform that %p runs on", "Describe %n servers as code", "Cut noisy alerts and lighten the on-call load", "Plan and run load tests", "Lower our monthly bill by %d0 percent without losing safety",
		"Automate releases", "Run incident drills and reviews", "Design networks and access rules", "Practise backup and recovery", "Let product teams create their own environments", "Set and follow reliability targets for %p",
	},
	"mobile": {
		"Ship new features of the %p app", "Make scrolling and animation smooth", "Automate store releases", "Design how the app behaves without a connection", "Bring the crash rate down to one in %n0,000 sessions",
		"Rebuild our oldest screens", "Improve notifications", "Turn user feedback into better flows", "Fix layout problems across devices", "Shape the protocol between app and server", "Work on in-app purchases of %p",
	},
	"data": {
		"Design how usage events of %p are collected", "Keep analytical tables tidy and watched", "Run and improve %n daily jobs", "Help every team with its questions", "Agree on metrics and write their definitions down",
		"Notice failed loads before others do", "Look after the rules for personal data", "Bring the age of our numbers from a day down to %n minutes", "Build dashboards and teach people to use them", "Measure what changes to %p achieve",
	},
	"ml_ai": {
		"Build recommendations and forecasts for %p", "Sort incoming questions automatically", "Collect and curate training sets", "Design how models are evaluated", "Keep answers under %n milliseconds",
		"Bring prototypes into production", "Build search and answers over internal documents", "Study the worst mistakes and fix their causes", "Find problems worth solving together with operations", "Add text generation to %p",
	},
	"qa": {
		"Plan and run tests of %p", "Automate checks of the screens", "Read patterns in defects and propose changes", "Spot gaps in specifications early", "Define what makes a release ready",
		"Automate %n checks that are done by hand today", "Prepare test environments and test records", "Coach developers on quality", "Write clear steps that reproduce defects",
	},
	"embedded": {
		"Write the control software of the devices in %p", "Process the signals of %d kinds of sensors", "Test prototypes and analyse faults", "Reduce power use", "Write inspection steps for mass production",
		"Integrate and evaluate radio modules", "Keep timing guarantees under load", "Agree on interfaces with the hardware team", "Build safe remote updates",
	},
	"em_lead": {
		"Run a team of %d developers and help each of them grow", "Set the technical direction of %p", "Plan work with the teams around you", "Interview candidates and shape how we give feedback", "Review designs and write the hardest parts yourself",
		"Improve how we work", "Make technical debt visible and pay it down", "Clarify who owns what", "Rebuild the team behind %p",
	},
	"": {
		"Release small changes and watch what they do", "Discuss designs and read code together", "Write guides and design notes", "Look into technical questions from users", "Welcome new colleagues and keep their set-up simple",
		"Work out specifications with designers and planners", "Add tests where they pay off", "Check the numbers after a release and propose the next step", "Keep libraries up to date", "Join sales on visits to listen to customers",
		"Explore what we may need half a year from now", "Hold reading groups with other teams",
	},
}

var mustsEN = []string{
	"Experience working in a team of developers", "You have turned a vague request into a clear plan", "You improve code by reading it with others", "You write tests as you build", "You have operated a service that people rely on",
	"You have traced an incident to its cause", "Good written communication", "You plan your work and speak up early when it slips", "You think from the point of view of the user", "Experience with shared version control",
}

var wishesEN = []string{
	"You have led a small team", "You have helped to launch a product", "You have made a busy service faster", "You write or speak about your craft", "You have coached junior colleagues", "Some Japanese, or the wish to learn it",
	"You have published something of your own", "You have worked with people from other fields", "You choose designs with their cost in mind", "You have replaced an old system while it was running", "A background in a field close to %p",
}

var personasEN = []string{
	"You raise your hand early when something goes wrong", "You care about what happens after the release", "You like to explain things in words", "You enjoy many small improvements", "You are curious about what you do not know yet",
	"You listen to people who disagree", "You choose tools from the goal backwards", "You try things out before arguing about them", "You value quiet hours as well as long talks", "You want to build things that last",
}

var teamsEN = []string{
	"The team has %d developers and plans in cycles of two weeks.", "We are few, so developers take part from the first idea.", "People with very different careers work side by side here.", "Every week we read what users wrote to us and decide what to fix next.",
	"We discuss designs in writing, so that newcomers can follow the trail.", "Half of us changed industry to work here.", "We release many times a day.", "Use has grown a lot in the last %d years, and it is time to rethink the foundations.",
	"The product is young and much is still to be decided.", "We sit next to support and hear problems first-hand.", "Once a quarter everybody works on an improvement of their own choice.", "We rotate duties so that no one is the only one who knows.",
}

var perksEN = []string{
	"Book allowance", "Conference budget", "Hardware of your choice", "Parental leave that people really take", "Health insurance", "Relocation support", "Visa sponsorship", "Flexible hours", "Language lessons", "Pension plan",
	"Yearly retreat", "2%d days of paid leave",
}

var closingsEN = []string{
	"Our process has one call and two interviews.", "Start with a relaxed half-hour call.", "Bring something you built; we will talk about it.", "Questions before you apply are welcome.", "We usually decide within %d weeks.",
	"You will meet the people you would work with.", "There may be a small exercise.",
}

var entryEN = []string{"No experience needed: the first three months are training.", "New graduates are welcome; a colleague will guide you."}

var askEN = [kinds][]string{
	kindLanguage:  {"Professional experience with %s", "You have built applications in %s", "Strong skills in %s"},
	kindFramework: {"Experience with %s", "You have built features with %s", "Working knowledge of %s"},
	kindCloud:     {"Experience running services on %s", "You know your way around %s", "You have designed systems on %s"},
	kindInfra:     {"Hands-on experience with %s", "You have operated %s in production", "Working knowledge of %s"},
	kindDatabase:  {"Schema design with %s", "You have tuned %s", "Experience with %s"},
	kindAI:        {"You have built features with %s", "Experience with %s"},
	kindTest:      {"Test automation with %s", "You have written tests with %s"},
	kindTool:      {"Familiarity with %s", "You have used %s at work"},
}

var yearsEN = []string{"%y+ years of experience with %s", "At least %y years of professional experience with %s", "%y or more years of work with %s"}

var stackEN = [kinds]string{"Languages", "Frameworks", "Cloud", "Infrastructure", "Databases", "AI", "Testing", "Tools"}

var headingsEN = [][]string{
	{"About us", "What you will do", "Must have", "Nice to have", "Tech stack", "Who you are", "Compensation", "Location", "Benefits", "How we hire"},
	{"The team", "Responsibilities", "Requirements", "Bonus points", "Technologies we use", "You will like it here if", "Pay", "Where we work", "What we offer", "Next steps"},
	{"About the product", "The job", "Required qualifications", "Preferred qualifications", "Our stack", "What matters to us", "Salary", "Place of work", "Perks", "Process"},
}
