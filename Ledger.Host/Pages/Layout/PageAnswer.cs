using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Host.Pages.Layout;

/// <summary>Answers with a page.</summary>
internal static class PageAnswer
{
    /// <summary>A page made of a component and what it shows, under the name of the component's only required parameter.</summary>
    public static RazorComponentResult Of<TPage>(object shown, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Shown"] = shown })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    /// <summary>The address of a worker's page; an id may hold slashes.</summary>
    public static string OfWorker(string worker) => "/workers/" + Segments(worker);

    /// <summary>An id as a part of an address: each of its segments escaped, its slashes left.</summary>
    public static string Segments(string id) => string.Join('/', id.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The address of the page of who was paid by a worker.</summary>
    public static string OfChain(string worker) => "/chains/" + Segments(worker);

    /// <summary>The address of one rule of a pack.</summary>
    public static string OfRule(string pack, string rule) => "/rules" + QueryString.Create("rules", pack).Add("id", rule);

    /// <summary>The address of the page of who was paid by the workers of a recruiter.</summary>
    public static string OfRecruiterChain(string recruiter) => "/recruiter-chains/" + Segments(recruiter);
}
