using System.Text.Json.Nodes;

namespace Atom.OAuth.Package.Tests;

/// <summary>What an editor shows, tested with csharp-ls, a language server that is a .NET tool. For other editors, see docs/editors.md.</summary>
[Collection(PackageCollection.Name)]
public sealed class EditorTests(PackageFixture packages)
{
    private const string Version = "0.28.0";
    private const int Warning = 2;

    [Fact]
    public async Task LanguageServer_ShowsReports_AndForgetsThemAfterAnEdit()
    {
        using ScratchProject project = new(packages);
        using TemporaryFolder tools = new();
        project.Write("App/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestorePackagesPath>{packages.Packages}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Atom.OAuth.Analyzers" Version="{packages.Version}" />
              </ItemGroup>
            </Project>
            """);
        var folder = Path.Combine(project.Folder, "App");
        await Dotnet.RunAsync(folder, "restore");
        await Dotnet.RunAsync(folder, "tool", "install", "csharp-ls", "--version", Version, "--tool-path", tools.Path);

        // Analyzers are off unless the setting csharp.analyzersEnabled is true.
        await using var server = await LanguageServer.StartAsync(tools["csharp-ls"], folder, new JsonObject { ["analyzersEnabled"] = true });
        var uri = new Uri(Path.Combine(folder, "Integration.cs")).AbsoluteUri;
        await server.OpenAsync(uri, IntegrationSource.Text);

        var shown = await server.DiagnosticsAsync(uri, items => Ours(items).Count() == IntegrationSource.Expected.Count);
        Assert.Equal(IntegrationSource.Expected.Select(place => (place.RuleId, place.Line, Warning)), Ours(shown));

        // The squiggle is only under the read.
        var line = IntegrationSource.Text.Split('\n')[IntegrationSource.Expected[0].Line - 1];
        var range = shown.Where(IsOurs)
            .Select(item => item["range"]!)
            .Single(range => range["start"]!["line"]!.GetValue<int>() == IntegrationSource.Expected[0].Line - 1);
        Assert.Equal(
            "response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken)",
            line[range["start"]!["character"]!.GetValue<int>()..range["end"]!["character"]!.GetValue<int>()]);

        // While typing, without saving: the first read is removed.
        await server.ChangeAsync(
            uri, 2, IntegrationSource.Text.Replace(line, "        throw new NotSupportedException();", StringComparison.Ordinal));

        shown = await server.DiagnosticsAsync(uri, items => Ours(items).Count() == IntegrationSource.Expected.Count - 1);
        Assert.Equal(IntegrationSource.Expected.Skip(1).Select(place => (place.RuleId, place.Line, Warning)), Ours(shown));
    }

    private static IEnumerable<(string RuleId, int Line, int Severity)> Ours(IEnumerable<JsonNode> items) =>
        items.Where(IsOurs)
            .Select(item => (item["code"]!.GetValue<string>(), item["range"]!["start"]!["line"]!.GetValue<int>() + 1, item["severity"]!.GetValue<int>()))
            .OrderBy(item => item.Item2);

    private static bool IsOurs(JsonNode item) =>
        item["code"] is JsonValue code && code.TryGetValue(out string? id) && id.StartsWith("ATOM", StringComparison.Ordinal);
}
