package demosite

// kind says which line of a 開発環境 list a skill stands in, and which phrases
// ask for it.
type kind uint8

const (
	kindLanguage kind = iota
	kindFramework
	kindCloud
	kindInfra
	kindDatabase
	kindAI
	kindTest
	kindTool
	kinds
)

// skillEntry is one skill the fictional market speaks of. Its id is the one the
// taxonomy uses; ja and en are the ways of writing it, the usual one first.
type skillEntry struct {
	id      string
	kind    kind
	premium float64 // factor on pay; 0 stands for 1: no effect
	ja, en  []string
}

// name returns the usual way of writing the skill.
func (s *skillEntry) name() string { return s.en[0] }

var skillTable = []skillEntry{
	{"go", kindLanguage, 1.12, []string{"Go", "Go言語"}, []string{"Go", "Golang"}},
	{"java", kindLanguage, 0.98, []string{"Java"}, []string{"Java"}},
	{"php", kindLanguage, 0.88, []string{"PHP"}, []string{"PHP"}},
	{"ruby", kindLanguage, 1.04, []string{"Ruby"}, []string{"Ruby"}},
	{"python", kindLanguage, 1.03, []string{"Python", "Python3"}, []string{"Python"}},
	{"typescript", kindLanguage, 1.04, []string{"TypeScript"}, []string{"TypeScript"}},
	{"javascript", kindLanguage, 0.97, []string{"JavaScript"}, []string{"JavaScript"}},
	{"csharp", kindLanguage, 0.94, []string{"C#"}, []string{"C#"}},
	{"kotlin", kindLanguage, 1.06, []string{"Kotlin"}, []string{"Kotlin"}},
	{"swift", kindLanguage, 1.04, []string{"Swift"}, []string{"Swift"}},
	{"rust", kindLanguage, 1.16, []string{"Rust", "Rust言語"}, []string{"Rust"}},
	{"scala", kindLanguage, 1.12, []string{"Scala"}, []string{"Scala"}},
	{"dart", kindLanguage, 0, []string{"Dart"}, []string{"Dart"}},
	{"cpp", kindLanguage, 0, []string{"C++"}, []string{"C++"}},
	{"c", kindLanguage, 0.95, []string{"C言語"}, []string{"C language"}},
	{"sql", kindLanguage, 0, []string{"SQL"}, []string{"SQL"}},

	{"spring-boot", kindFramework, 0, []string{"Spring Boot", "SpringBoot"}, []string{"Spring Boot"}},
	{"laravel", kindFramework, 0, []string{"Laravel"}, []string{"Laravel"}},
	{"rails", kindFramework, 0, []string{"Ruby on Rails"}, []string{"Ruby on Rails"}},
	{"django", kindFramework, 0, []string{"Django"}, []string{"Django"}},
	{"fastapi", kindFramework, 0, []string{"FastAPI"}, []string{"FastAPI"}},
	{"nodejs", kindFramework, 0, []string{"Node.js"}, []string{"Node.js", "NodeJS"}},
	{"nestjs", kindFramework, 0, []string{"NestJS"}, []string{"NestJS"}},
	{"aspnet", kindFramework, 0, []string{"ASP.NET Core"}, []string{"ASP.NET Core"}},
	{"react", kindFramework, 1.02, []string{"React", "React.js"}, []string{"React", "React.js"}},
	{"nextjs", kindFramework, 0, []string{"Next.js"}, []string{"Next.js"}},
	{"vue", kindFramework, 0, []string{"Vue.js"}, []string{"Vue.js"}},
	{"nuxt", kindFramework, 0, []string{"Nuxt.js"}, []string{"Nuxt"}},
	{"jquery", kindFramework, 0.93, []string{"jQuery"}, []string{"jQuery"}},
	{"flutter", kindFramework, 0, []string{"Flutter"}, []string{"Flutter"}},
	{"react-native", kindFramework, 0, []string{"React Native"}, []string{"React Native"}},
	{"swiftui", kindFramework, 0, []string{"SwiftUI"}, []string{"SwiftUI"}},
	{"jetpack-compose", kindFramework, 0, []string{"Jetpack Compose"}, []string{"Jetpack Compose"}},
	{"grpc", kindFramework, 0, []string{"gRPC"}, []string{"gRPC"}},
	{"graphql", kindFramework, 0, []string{"GraphQL"}, []string{"GraphQL"}},

	{"aws", kindCloud, 1.02, []string{"AWS", "Amazon Web Services"}, []string{"AWS"}},
	{"gcp", kindCloud, 1.03, []string{"Google Cloud", "GCP"}, []string{"Google Cloud", "GCP"}},
	{"azure", kindCloud, 0, []string{"Azure", "Microsoft Azure"}, []string{"Azure"}},

	{"docker", kindInfra, 0, []string{"Docker"}, []string{"Docker"}},
	{"kubernetes", kindInfra, 1.08, []string{"Kubernetes", "k8s"}, []string{"Kubernetes", "k8s"}},
	{"terraform", kindInfra, 1.04, []string{"Terraform"}, []string{"Terraform"}},
	{"linux", kindInfra, 0.97, []string{"Linux"}, []string{"Linux"}},
	{"ansible", kindInfra, 0, []string{"Ansible"}, []string{"Ansible"}},
	{"kafka", kindInfra, 0, []string{"Apache Kafka", "Kafka"}, []string{"Kafka", "Apache Kafka"}},

	{"mysql", kindDatabase, 0, []string{"MySQL"}, []string{"MySQL"}},
	{"postgresql", kindDatabase, 0, []string{"PostgreSQL"}, []string{"PostgreSQL", "Postgres"}},
	{"oracle-db", kindDatabase, 0.95, []string{"Oracle Database"}, []string{"Oracle Database"}},
	{"sqlserver", kindDatabase, 0, []string{"SQL Server"}, []string{"SQL Server"}},
	{"redis", kindDatabase, 0, []string{"Redis"}, []string{"Redis"}},
	{"dynamodb", kindDatabase, 0, []string{"DynamoDB"}, []string{"DynamoDB"}},
	{"elasticsearch", kindDatabase, 0, []string{"Elasticsearch"}, []string{"Elasticsearch"}},
	{"bigquery", kindDatabase, 0, []string{"BigQuery"}, []string{"BigQuery"}},
	{"snowflake", kindDatabase, 0, []string{"Snowflake"}, []string{"Snowflake"}},

	{"llm", kindAI, 1.08, []string{"LLM", "大規模言語モデル"}, []string{"LLMs", "large language models"}},
	{"rag", kindAI, 0, []string{"RAG"}, []string{"retrieval-augmented generation"}},
	{"pytorch", kindAI, 1.05, []string{"PyTorch"}, []string{"PyTorch"}},
	{"tensorflow", kindAI, 0, []string{"TensorFlow"}, []string{"TensorFlow"}},
	{"langchain", kindAI, 0, []string{"LangChain"}, []string{"LangChain"}},

	{"selenium", kindTest, 0.95, []string{"Selenium"}, []string{"Selenium"}},
	{"playwright", kindTest, 0, []string{"Playwright"}, []string{"Playwright"}},
	{"jest", kindTest, 0, []string{"Jest"}, []string{"Jest"}},
	{"rspec", kindTest, 0, []string{"RSpec"}, []string{"RSpec"}},

	{"github-actions", kindTool, 0, []string{"GitHub Actions"}, []string{"GitHub Actions"}},
	{"circleci", kindTool, 0, []string{"CircleCI"}, []string{"CircleCI"}},
	{"jenkins", kindTool, 0, []string{"Jenkins"}, []string{"Jenkins"}},
	{"datadog", kindTool, 0, []string{"Datadog"}, []string{"Datadog"}},
	{"prometheus", kindTool, 0, []string{"Prometheus"}, []string{"Prometheus"}},
	{"grafana", kindTool, 0, []string{"Grafana"}, []string{"Grafana"}},
	{"airflow", kindTool, 0, []string{"Apache Airflow", "Airflow"}, []string{"Airflow"}},
	{"dbt", kindTool, 0, []string{"dbt"}, []string{"dbt"}},
	{"looker", kindTool, 0, []string{"Looker"}, []string{"Looker"}},
	{"figma", kindTool, 0, []string{"Figma"}, []string{"Figma"}},
	{"storybook", kindTool, 0, []string{"Storybook"}, []string{"Storybook"}},
}
