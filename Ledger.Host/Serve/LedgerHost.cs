using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Host.Pages;
using Ledger.Host.Pages.Failures;
using Ledger.Projections.Store;
using Marten;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Wolverine;
using Wolverine.Http;

namespace Ledger.Host.Serve;

/// <summary>Sets up the web host.</summary>
public static class LedgerHost
{
    /// <summary>The port unless told otherwise.</summary>
    public const int DefaultPort = 5080;

    /// <summary>Builds a host that is ready to start, on a database whose tables are prepared.</summary>
    public static WebApplication Build(LedgerAddress address, string url)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = Facts.PostFact.LargestBody);
        // A page elsewhere must not reach the ledger through the reader's browser under a name of its own.
        builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);

        // Every request is an endpoint's; that there are no message handlers is how it should be.
        builder.Logging.AddFilter("Wolverine.Configuration.HandlerDiscovery", LogLevel.Error);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(address);
        builder.Services.AddMarten(options => LedgerStore.Configure(options, address.ConnectionString));
        builder.Services.AddSingleton<FactIntake>();
        builder.Services.AddSingleton<DetectorService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DetectorService>());
        builder.Services.AddHealthChecks().AddCheck<DetectorService>("detector");
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            foreach (var converter in LedgerJson.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }

            json.SerializerOptions.TypeInfoResolver = LedgerJson.Options.TypeInfoResolver;
            json.SerializerOptions.DefaultIgnoreCondition = LedgerJson.Options.DefaultIgnoreCondition;
            json.SerializerOptions.Encoder = LedgerJson.Options.Encoder;
        });
        builder.Host.UseWolverine(wolverine =>
        {
            // Requests are handled in process; there is no message to keep or to send on.
            wolverine.Durability.Mode = DurabilityMode.MediatorOnly;
            wolverine.ApplicationAssembly = typeof(LedgerHost).Assembly;
        });
        builder.Services.AddWolverineHttp();
        builder.Services.AddPages();

        var app = builder.Build();
        app.UsePages();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerAsync,

            // What a caller got wrong is told to the caller; it is no fault of the host's to look into.
            SuppressDiagnosticsCallback = failed => failed.Exception is BadUsageException or BadHttpRequestException,
        });
        app.UseStatusCodePages(AnswerWithoutBodyAsync);
        app.MapPages();
        app.MapWolverineEndpoints();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteHealthAsync });
        return app;
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, detail) = exception switch
        {
            BadUsageException => (StatusCodes.Status400BadRequest, exception.Message),
            BadHttpRequestException bad => (bad.StatusCode, bad.Message),
            not null when IsWithoutDatabase(exception) => (StatusCodes.Status503ServiceUnavailable, "The database does not answer now: ask again in a moment. A fact that is sent again is recorded once."),
            not null when EventTrouble.Of(exception) is { } trouble => (StatusCodes.Status500InternalServerError, $"The record has a fault: {trouble}."),
            _ => (StatusCodes.Status500InternalServerError, "Something went wrong here; nothing was recorded. The log says what."),
        };
        return PagesHost.AnswersWithPage(context)
            ? FailurePage.Answer(status, detail).ExecuteAsync(context)
            : Results.Problem(detail, statusCode: status).ExecuteAsync(context);
    }

    /// <summary>Whether asking again may do, by the driver's own account: no server, one that stops or starts, no connection to spare.</summary>
    private static bool IsWithoutDatabase(Exception exception) => exception is NpgsqlException { IsTransient: true } || exception.InnerException is { } inner && IsWithoutDatabase(inner);

    /// <summary>What was refused without a word gets one: a page for a reader, a problem for a program.</summary>
    private static Task AnswerWithoutBodyAsync(StatusCodeContext bare)
    {
        var (context, status) = (bare.HttpContext, bare.HttpContext.Response.StatusCode);
        return PagesHost.AnswersWithPage(context)
            ? FailurePage.Answer(status, null).ExecuteAsync(context)
            : Results.Problem(statusCode: status).ExecuteAsync(context);
    }

    private static Task WriteHealthAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new HealthAnswer(
        report.Status.ToString(),
        report.Entries.ToDictionary(entry => entry.Key, entry => new CheckAnswer(entry.Value.Status.ToString(), entry.Value.Description, entry.Value.Data), StringComparer.Ordinal)));

    /// <summary>How the host is, check by check.</summary>
    private sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, CheckAnswer> Checks);

    /// <summary>What one check came to.</summary>
    private sealed record CheckAnswer(string Status, string? Description, IReadOnlyDictionary<string, object> Data);
}
