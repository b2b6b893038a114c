using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Ledger.Host.Pages.Language;

/// <summary>In which language a page speaks to its reader, and by which locale it writes figures.</summary>
/// <remarks>
/// The language is the one chosen on a page, kept in a cookie; else the first of Accept-Language that the pages speak; else English.
/// Figures follow the first locale of Accept-Language, unless a language was chosen: then a region of that language.
/// </remarks>
internal sealed class ReaderLanguage : RequestCultureProvider
{
    /// <summary>The parameter by which a language is chosen, and the cookie that keeps it.</summary>
    public const string Name = "lang";

    private const int MostLocalesRead = 16;

    /// <summary>The languages that every text of the interface is written in.</summary>
    public static IReadOnlyList<string> Spoken { get; } = ["en", "ne"];

    /// <summary>Every locale that the platform knows, by name.</summary>
    private static readonly HashSet<string> Known =
        [.. CultureInfo.GetCultures(CultureTypes.AllCultures).Select(culture => culture.Name).Where(name => name.Length > 0).Concat(Spoken)];

    /// <inheritdoc/>
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var accepted = httpContext.Request.GetTypedHeaders().AcceptLanguage.Take(MostLocalesRead)
            .OrderByDescending(locale => locale.Quality ?? 1).Select(locale => locale.Value.Value ?? "").Where(Known.Contains).ToList();
        var chosen = Chosen(httpContext.Request);
        var language = chosen ?? accepted.Select(LanguageOf).FirstOrDefault(Spoken.Contains) ?? Spoken[0];
        var locale = accepted.FirstOrDefault(locale => chosen is null || LanguageOf(locale) == chosen) ?? language;
        return Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult(locale, language));
    }

    /// <summary>Keeps the language that a link chose, for a year.</summary>
    public static void Keep(HttpContext context)
    {
        if (context.Request.Query.TryGetValue(Name, out var wanted) && Spoken.Contains(wanted.ToString()))
        {
            context.Response.Cookies.Append(Name, wanted.ToString(), new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
        }
    }

    private static string? Chosen(HttpRequest request) =>
        new[] { request.Query[Name].ToString(), request.Cookies[Name] ?? "" }.FirstOrDefault(Spoken.Contains);

    private static string LanguageOf(string locale) => locale.Split('-')[0];
}
