using Ledger.Tests.Pages;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Ledger.Tests.Pages;

/// <summary>One Chromium for the whole test run, started by the first test that visits a page. A test class takes it as a constructor parameter.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Chromium)>> _started = new(StartAsync);

    /// <summary>Opens a reader's browser, as narrow and as dark as the reader has it.</summary>
    internal async Task<Visit> OpenAsync(Uri ledger, Sight sight = Sight.Light, string locale = "en-GB", bool runsScripts = true)
    {
        var (_, chromium) = await _started.Value;
        var context = await chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = ledger.ToString(),
            Locale = locale,
            JavaScriptEnabled = runsScripts,
            ColorScheme = ColoursOf(sight),
            ViewportSize = WindowOf(sight),
        });
        return await Visit.StartAsync(context);
    }

    internal static ColorScheme ColoursOf(Sight sight) => sight == Sight.Dark ? ColorScheme.Dark : ColorScheme.Light;

    internal static ViewportSize WindowOf(Sight sight) => sight == Sight.Phone ? new ViewportSize { Width = 375, Height = 740 } : new ViewportSize { Width = 1280, Height = 900 };

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            var (driver, chromium) = await _started.Value;
            await chromium.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        var program = Environment.GetEnvironmentVariable("LEDGER_CHROMIUM") ?? "/usr/bin/chromium";
        Assert.True(File.Exists(program), $"There is no browser at {program}: './ledger test' installs it on Debian as root; else install the package 'chromium', or name one by LEDGER_CHROMIUM.");
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        }));
    }
}

/// <summary>How a reader sees a page.</summary>
public enum Sight
{
    /// <summary>On a wide screen, dark on light.</summary>
    Light,
    /// <summary>On a wide screen, light on dark.</summary>
    Dark,
    /// <summary>On a phone of 375 pixels.</summary>
    Phone,
}
