using Microsoft.Playwright;
using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>A reader who has a keyboard and nothing else: what is to be reached is reached by the Tab key, as often as it takes.</summary>
internal sealed class Keys(Visit visit)
{
    /// <summary>More than any page has of what can be focused.</summary>
    private const int MostTabs = 700;

    private static readonly TimeSpan LongestWay = TimeSpan.FromMinutes(2);

    private IPage Page => visit.Page;

    /// <summary>Passes over the header by the link that is there for it.</summary>
    public async Task SkipAsync()
    {
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Moves on until what is looked for has the focus.</summary>
    public async Task ToAsync(ILocator wanted)
    {
        var focused = wanted.And(Page.Locator(":focus"));
        Assert.True(await wanted.CountAsync() > 0, $"{Page.Url} holds no {wanted}");
        for (var tabs = 0; await focused.CountAsync() == 0; tabs++)
        {
            Assert.True(tabs < MostTabs, $"no key leads to {wanted} on {Page.Url}");
            await Page.Keyboard.PressAsync("Tab");
        }
    }

    /// <summary>Follows a link, or presses a button, to the page it leads to.</summary>
    public async Task FollowAsync(ILocator wanted)
    {
        await ToAsync(wanted);
        await LeaveByAsync("Enter");
    }

    /// <summary>Follows the link of some name within the page's main part.</summary>
    public Task FollowAsync(string name, bool exact = false) => FollowAsync(Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name, Exact = exact }));

    /// <summary>Presses the button of some name.</summary>
    public Task PressAsync(string name) => FollowAsync(Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = name, Exact = true }));

    /// <summary>Writes into a field, or chooses what begins so.</summary>
    public async Task TypeAsync(string label, string text)
    {
        await ToAsync(Page.Locator("main").GetByLabel(label, new() { Exact = true }));
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Unfolds what is folded under some words.</summary>
    public async Task UnfoldAsync(ILocator within, string words)
    {
        await ToAsync(within.Locator("summary", new() { HasText = words }));
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Chooses a file for a field.</summary>
    public async Task ChooseAsync(ILocator field, string file)
    {
        // The browser is told to hand its dialog over some time before the key is pressed: else it may open it where nobody sees it.
        var opened = new TaskCompletionSource<IFileChooser>();
        Page.FileChooser += Opened;
        try
        {
            await ToAsync(field);
            await Page.Keyboard.PressAsync("Enter");
            await (await opened.Task.WaitAsync(LongestWay)).SetFilesAsync(file);
        }
        finally
        {
            Page.FileChooser -= Opened;
        }

        void Opened(object? sender, IFileChooser chooser) => opened.TrySetResult(chooser);
    }

    /// <summary>Takes a file home.</summary>
    public async Task<string> TakeHomeAsync(ILocator link)
    {
        await ToAsync(link);
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.Keyboard.PressAsync("Enter"));
        return await download.PathAsync();
    }

    /// <summary>Takes home what the link of some name leads to.</summary>
    public Task<string> TakeHomeAsync(string name) => TakeHomeAsync(Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name }).First);

    /// <summary>Goes back to the page before, by the browser's own key, which one without a window does not know.</summary>
    public Task BackAsync() => Page.GoBackAsync();

    /// <summary>Presses what leads to another page, and waits until that is there.</summary>
    public async Task LeaveByAsync(string key)
    {
        var there = new TaskCompletionSource();
        Page.DOMContentLoaded += Arrived;
        try
        {
            await Page.Keyboard.PressAsync(key);
            await there.Task.WaitAsync(LongestWay);
        }
        finally
        {
            Page.DOMContentLoaded -= Arrived;
        }

        void Arrived(object? sender, IPage page) => there.TrySetResult();
    }
}
