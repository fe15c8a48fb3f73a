package main

import (
	"context"

	"github.com/dapr/components-contrib/bindings/aws/s3"
	"github.com/dapr/components-contrib/bindings/cron"
	httpbinding "github.com/dapr/components-contrib/bindings/http"
	"github.com/dapr/components-contrib/bindings/localstorage"
	"github.com/dapr/components-contrib/bindings/smtp"
	"github.com/dapr/components-contrib/conversation/anthropic"
	"github.com/dapr/components-contrib/conversation/echo"
	"github.com/dapr/components-contrib/conversation/ollama"
	"github.com/dapr/components-contrib/conversation/openai"
	contribmiddleware "github.com/dapr/components-contrib/middleware"
	"github.com/dapr/components-contrib/middleware/http/bearer"
	"github.com/dapr/components-contrib/middleware/http/oauth2"
	"github.com/dapr/components-contrib/middleware/http/ratelimit"
	kubernetesnames "github.com/dapr/components-contrib/nameresolution/kubernetes"
	"github.com/dapr/components-contrib/nameresolution/mdns"
	sqlitenames "github.com/dapr/components-contrib/nameresolution/sqlite"
	inmemorypubsub "github.com/dapr/components-contrib/pubsub/in-memory"
	"github.com/dapr/components-contrib/pubsub/kafka"
	"github.com/dapr/components-contrib/pubsub/rabbitmq"
	redisstreams "github.com/dapr/components-contrib/pubsub/redis"
	"github.com/dapr/components-contrib/secretstores/hashicorp/vault"
	kubernetessecrets "github.com/dapr/components-contrib/secretstores/kubernetes"
	"github.com/dapr/components-contrib/secretstores/local/file"
	inmemorystate "github.com/dapr/components-contrib/state/in-memory"
	postgresql "github.com/dapr/components-contrib/state/postgresql/v2"
	redisstate "github.com/dapr/components-contrib/state/redis"
	sqlitestate "github.com/dapr/components-contrib/state/sqlite"
	"github.com/dapr/dapr/pkg/components"
	bindingsloader "github.com/dapr/dapr/pkg/components/bindings"
	conversationloader "github.com/dapr/dapr/pkg/components/conversation"
	middlewareloader "github.com/dapr/dapr/pkg/components/middleware/http"
	namesloader "github.com/dapr/dapr/pkg/components/nameresolution"
	pubsubloader "github.com/dapr/dapr/pkg/components/pubsub"
	secretsloader "github.com/dapr/dapr/pkg/components/secretstores"
	stateloader "github.com/dapr/dapr/pkg/components/state"
	"github.com/dapr/dapr/pkg/middleware"
	"github.com/dapr/kit/logger"
)

// The components this build offers. Linking all of Dapr's would need modules that not every proxy serves,
// and would take several times as long.
func init() {
	pubsubloader.DefaultRegistry.RegisterComponent(kafka.NewKafka, "kafka")
	pubsubloader.DefaultRegistry.RegisterComponent(rabbitmq.NewRabbitMQ, "rabbitmq")
	pubsubloader.DefaultRegistry.RegisterComponent(redisstreams.NewRedisStreams, "redis")
	pubsubloader.DefaultRegistry.RegisterComponent(inmemorypubsub.New, "in-memory")

	for _, name := range []string{"postgres", "postgresql"} {
		stateloader.DefaultRegistry.RegisterComponentWithVersions(name, components.Versioning{
			Preferred: components.VersionConstructor{Version: "v2", Constructor: postgresql.NewPostgreSQLStateStore},
			Default:   "v2",
		})
	}
	stateloader.DefaultRegistry.RegisterComponent(redisstate.NewRedisStateStore, "redis")
	stateloader.DefaultRegistry.RegisterComponent(sqlitestate.NewSQLiteStateStore, "sqlite", "sqlite3")
	stateloader.DefaultRegistry.RegisterComponent(inmemorystate.NewInMemoryStateStore, "in-memory")

	secretsloader.DefaultRegistry.RegisterComponent(file.NewLocalSecretStore, "local.file")
	secretsloader.DefaultRegistry.RegisterComponent(kubernetessecrets.NewKubernetesSecretStore, "kubernetes")
	secretsloader.DefaultRegistry.RegisterComponent(vault.NewHashiCorpVaultSecretStore, "hashicorp.vault")

	bindingsloader.DefaultRegistry.RegisterInputBinding(cron.NewCron, "cron")
	bindingsloader.DefaultRegistry.RegisterOutputBinding(httpbinding.NewHTTP, "http")
	bindingsloader.DefaultRegistry.RegisterOutputBinding(smtp.NewSMTP, "smtp")
	bindingsloader.DefaultRegistry.RegisterOutputBinding(s3.NewAWSS3, "aws.s3")
	bindingsloader.DefaultRegistry.RegisterOutputBinding(localstorage.NewLocalStorage, "localstorage")

	namesloader.DefaultRegistry.RegisterComponent(mdns.NewResolver, "mdns")
	namesloader.DefaultRegistry.RegisterComponent(sqlitenames.NewResolver, "sqlite")
	namesloader.DefaultRegistry.RegisterComponent(kubernetesnames.NewResolver, "kubernetes")

	registerMiddleware("bearer", func(ctx context.Context, log logger.Logger, md contribmiddleware.Metadata) (middleware.HTTP, error) {
		return bearer.NewBearerMiddleware(log).GetHandler(ctx, md)
	})
	registerMiddleware("ratelimit", func(ctx context.Context, log logger.Logger, md contribmiddleware.Metadata) (middleware.HTTP, error) {
		return ratelimit.NewRateLimitMiddleware(log).GetHandler(ctx, md)
	})
	registerMiddleware("oauth2", func(ctx context.Context, log logger.Logger, md contribmiddleware.Metadata) (middleware.HTTP, error) {
		return oauth2.NewOAuth2Middleware(log).GetHandler(ctx, md)
	})

	conversationloader.DefaultRegistry.RegisterComponent(echo.NewEcho, "echo")
	conversationloader.DefaultRegistry.RegisterComponent(openai.NewOpenAI, "openai")
	conversationloader.DefaultRegistry.RegisterComponent(anthropic.NewAnthropic, "anthropic")
	conversationloader.DefaultRegistry.RegisterComponent(ollama.NewOllama, "ollama")
}

type handler func(context.Context, logger.Logger, contribmiddleware.Metadata) (middleware.HTTP, error)

func registerMiddleware(name string, create handler) {
	middlewareloader.DefaultRegistry.RegisterComponent(func(log logger.Logger) middlewareloader.FactoryMethod {
		return func(metadata contribmiddleware.Metadata) (middleware.HTTP, error) {
			return create(context.Background(), log, metadata)
		}
	}, name)
}
