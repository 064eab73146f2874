using Microsoft.Playwright;

namespace Kit.Report.Browser.Tests;

/// <summary>This machine's Chromium, without a window and without a network.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Milliseconds after which a browser is held to hang; no machine is that slow.</summary>
    private const float Patience = 600_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The program; null on a machine without one.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Program is null) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"], Timeout = Patience,
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>The document as a file, opened in a window of that width.</summary>
    public async Task<OpenPage> Open(string html, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var folder = Directory.CreateTempSubdirectory("kit-page-").FullName;
        var file = Path.Combine(folder, "report.html");
        await File.WriteAllTextAsync(file, html);
        var context = await browser!.NewContextAsync(new()
        {
            Offline = true, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") faults.Add(message.Text);
        };
        page.PageError += (_, error) => faults.Add(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Scheme is not ("file" or "data"))
                faults.Add($"asks for {request.Url}");
        };
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return new OpenPage(page, faults, folder);
    }
}

/// <summary>A page in a browser, and what it complained of.</summary>
public sealed record OpenPage(IPage Page, IReadOnlyList<string> Faults, string Folder) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
