using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Ledger.Host.Import.Uploads;
using Ledger.Host.Pages.Assets;
using Ledger.Host.Pages.Chains;
using Ledger.Host.Pages.Findings;
using Ledger.Host.Pages.Home;
using Ledger.Host.Pages.Imports;
using Ledger.Host.Pages.Language;
using Ledger.Host.Pages.Pairs;
using Ledger.Host.Pages.Rules;
using Ledger.Host.Pages.Scorecards;
using Ledger.Host.Pages.Statements;
using Ledger.Host.Pages.Terms;
using Ledger.Host.Pages.Worker;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;

namespace Ledger.Host.Pages;

/// <summary>The pages that people read: which there are, and what holds for all of them.</summary>
internal static class PagesHost
{
    /// <summary>Nothing but the pages' own stylesheet and module is loaded or run, and nobody frames a page.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Registers what pages need.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddLocalization();
        services.AddScoped<Reader>();
        services.AddSingleton<UploadShelf>();

        // A letter of any script is sent as itself; what means something in markup is still escaped.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));

        // Proof that a post comes from one of the pages lasts as long as the process; no key is written to the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddResponseCompression(compression => compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"]);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures = [.. CultureInfo.GetCultures(CultureTypes.AllCultures), .. ReaderLanguage.Spoken.Select(CultureInfo.GetCultureInfo)];
            options.SupportedUICultures = [.. ReaderLanguage.Spoken.Select(CultureInfo.GetCultureInfo)];
            options.DefaultRequestCulture = new RequestCulture(ReaderLanguage.Spoken[0]);
            options.RequestCultureProviders = [new ReaderLanguage()];
        });
    }

    /// <summary>Puts in front of every answer what browsers are to hold it to, and before a page its reader's language. Comes first of all.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() => WriteHeaders(context));
            return next(context);
        });
        app.UseResponseCompression();
        app.UseWhen(IsForPage, pages =>
        {
            pages.Use((context, next) =>
            {
                // An answer to a failure has no endpoint any more by which to tell whose it is.
                context.Features.Set(PageMark.Only);
                ReaderLanguage.Keep(context);
                return next(context);
            });
            pages.UseRequestLocalization();
        });
        PageAssets.Use(app);
    }

    /// <summary>Every page and its address.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.UseAntiforgery();
        var pages = app.MapGroup("").WithMetadata(PageMark.Only);
        pages.MapGet("/", GetHome.Get);
        pages.MapGet("/workers", GetWorkerSearch.Get);
        pages.MapGet("/workers/{**worker}", GetWorker.Get);
        pages.MapGet("/chains/{**worker}", GetChains.OfWorker);
        pages.MapGet("/recruiter-chains/{**recruiter}", GetChains.OfRecruiter);
        pages.MapGet("/watch-list", GetWatchList.Get);
        app.MapGet("/watch-list.csv", GetWatchList.GetCsv);
        app.MapGet("/watch-list.xlsx", GetWatchList.GetWorkbook);
        pages.MapGet("/pairs", GetPairs.Get);
        pages.MapGet("/scorecards", GetScorecards.Get);
        pages.MapGet("/employers/{**path}", GetEmployerStatement.Get);
        pages.MapGet("/import", GetImports.Get);
        pages.MapPost("/import", PostImport.Post);
        pages.MapGet("/import/{id}", GetImports.GetOne);
        pages.MapGet("/import/{id}/rejects/{file:int}", GetImports.GetRejects);
        pages.MapGet("/import/{id}/lines/{file:int}", GetImports.GetLines);
        pages.MapGet("/rules", GetRules.Get);
        pages.MapGet("/terms", GetTerms.Get);
    }

    /// <summary>Whether an answer, a failure's too, is to be a page.</summary>
    public static bool AnswersWithPage(HttpContext context) => context.Features.Get<PageMark>() is not null;

    /// <summary>Whether a request is a reader's: for a page, or for nothing there is by somebody who reads HTML.</summary>
    private static bool IsForPage(HttpContext context) => context.GetEndpoint() is { } endpoint
        ? endpoint.Metadata.GetMetadata<PageMark>() is not null
        : context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html");

    private static Task WriteHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (AnswersWithPage(context))
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}

/// <summary>Marks an endpoint that answers with a page.</summary>
internal sealed class PageMark
{
    private PageMark()
    {
    }

    /// <summary>The mark.</summary>
    public static PageMark Only { get; } = new();
}
