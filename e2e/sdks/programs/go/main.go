// A service with sentry-go: what is asked for by name is done once, then it ends.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"github.com/getsentry/sentry-go"
	"github.com/getsentry/sentry-go/attribute"
	sentryhttp "github.com/getsentry/sentry-go/http"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
)

func main() {
	err := sentry.Init(sentry.ClientOptions{
		Dsn:              os.Getenv("SENTRY_DSN"),
		Release:          "ledger@0.9.0",
		Environment:      "production",
		EnableTracing:    true,
		TracesSampleRate: 1,
		BeforeSend: func(event *sentry.Event, hint *sentry.EventHint) *sentry.Event {
			if event.Message == "dropped on purpose" {
				return nil
			}
			return event
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	defer sentry.Flush(10 * time.Second)
	programs := map[string]func(){"plain": plain, "http": overHTTP, "grpc": overGRPC}
	programs[os.Args[1]]()
}

func post(amount int) error {
	return fmt.Errorf("posting %d: %w", amount, errors.New("the period is closed"))
}

func plain() {
	sentry.ConfigureScope(func(scope *sentry.Scope) {
		scope.SetUser(sentry.User{ID: "u-17", Email: "ada@shop.example"})
		scope.SetTag("book", "general")
		scope.AddBreadcrumb(&sentry.Breadcrumb{Category: "ledger", Message: "opened 2026-11"}, 10)
	})
	sentry.WithScope(func(scope *sentry.Scope) {
		scope.AddAttachment(&sentry.Attachment{
			Filename: "posting.txt", ContentType: "text/plain", Payload: []byte("12 EUR"),
		})
		sentry.CaptureException(post(12))
	})
	sentry.CaptureMessage("the balance is off")
	sentry.CaptureMessage("dropped on purpose")

	transaction := sentry.StartTransaction(context.Background(), "close period", sentry.WithOpName("task"))
	span := transaction.StartChild("db.sql.query", sentry.WithDescription("SELECT sum(amount) FROM posting"))
	time.Sleep(5 * time.Millisecond)
	span.Finish()
	transaction.Finish()

	sentry.NewLogger(context.Background()).Info().Int("postings", 3).Emit("period closed")
	meter := sentry.NewMeter(context.Background())
	meter.Count("postings", 3, sentry.WithAttributes(attribute.String("book", "general")))
	meter.Distribution("posting.amount", 12.5)

	config := &sentry.MonitorConfig{Schedule: sentry.CrontabSchedule("0 4 * * *"), MaxRuntime: 10}
	id := sentry.CaptureCheckIn(
		&sentry.CheckIn{MonitorSlug: "close-period", Status: sentry.CheckInStatusInProgress}, config,
	)
	sentry.CaptureCheckIn(&sentry.CheckIn{
		ID: *id, MonitorSlug: "close-period", Status: sentry.CheckInStatusOK, Duration: time.Second,
	}, config)
}

func overHTTP() {
	handler := sentryhttp.New(sentryhttp.Options{}).HandleFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/broken" {
			panic("no such account")
		}
		fmt.Fprint(w, "ok")
	})
	server := httptest.NewServer(handler)
	defer server.Close()
	for _, path := range []string{"/accounts?page=2", "/broken"} {
		if answer, err := http.Get(server.URL + path); err == nil {
			_, _ = io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
		}
	}
}

type health struct {
	grpc_health_v1.UnimplementedHealthServer
}

func (health) Check(
	ctx context.Context, request *grpc_health_v1.HealthCheckRequest,
) (*grpc_health_v1.HealthCheckResponse, error) {
	if request.Service == "broken" {
		panic("the health check is ill")
	}
	return &grpc_health_v1.HealthCheckResponse{Status: grpc_health_v1.HealthCheckResponse_SERVING}, nil
}

// What sentry-go/grpc does for one call, by the SDK's own means.
func intercept(
	ctx context.Context, request any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler,
) (answer any, err error) {
	hub := sentry.CurrentHub().Clone()
	ctx = sentry.SetHubOnContext(ctx, hub)
	transaction := sentry.StartTransaction(ctx, info.FullMethod,
		sentry.WithOpName("rpc.server"), sentry.WithTransactionSource(sentry.SourceRoute))
	defer transaction.Finish()
	defer func() {
		if failure := recover(); failure != nil {
			transaction.Status = sentry.SpanStatusInternalError
			hub.RecoverWithContext(transaction.Context(), failure)
			err = status.Error(codes.Internal, "panic")
		}
	}()
	return handler(transaction.Context(), request)
}

func overGRPC() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	server := grpc.NewServer(grpc.UnaryInterceptor(intercept))
	grpc_health_v1.RegisterHealthServer(server, health{})
	go func() { _ = server.Serve(listener) }()
	defer server.Stop()
	connection, err := grpc.NewClient(
		listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()),
	)
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	client := grpc_health_v1.NewHealthClient(connection)
	for _, service := range []string{"", "broken"} {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		_, _ = client.Check(ctx, &grpc_health_v1.HealthCheckRequest{Service: service})
		cancel()
	}
}
