using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>The C# code on a page, compiled as if a reader pasted each block into a separate project.</summary>
internal static partial class CSharpSnippets
{
    public static IReadOnlyList<string> In(string page) => [.. Block().Matches(page).Select(match => match.Groups["code"].Value)];

    /// <summary>
    /// Compiles each snippet separately against the packages, with one restore and one build process, and returns the build output.
    /// </summary>
    public static async Task<(int ExitCode, string Output)> CompileAsync(PackageFixture packages, IReadOnlyList<string> snippets)
    {
        using ScratchProject project = new(packages);
        project.Write("Snippets/Snippets.csproj", $"""
            <Project>
              <PropertyGroup>
                <BaseIntermediateOutputPath>obj/</BaseIntermediateOutputPath>
                <IntermediateOutputPath>obj/$(Snippet)/</IntermediateOutputPath>
                <OutputPath>bin/$(Snippet)/</OutputPath>
              </PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk.Web" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="$(Snippet).cs" Condition="'$(Snippet)' != ''" />
                {string.Join('\n', PackableProject.All.Where(package => !package.IsTool).Select(package => $"""<PackageReference Include="{package.Id}" Version="{packages.Version}" />"""))}
              </ItemGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk.Web" />
              <Target Name="CompileEach">
                <ItemGroup>
                  <One Include="{string.Join(';', Enumerable.Range(1, snippets.Count).Select(Name))}" />
                </ItemGroup>
                <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="Compile" Properties="Snippet=%(One.Identity)" ContinueOnError="ErrorAndContinue" />
              </Target>
            </Project>
            """);
        for (var i = 0; i < snippets.Count; i++)
        {
            // Makes it a program, unless it already is one.
            project.Write($"Snippets/{Name(i + 1)}.cs", IsProgram(snippets[i])
                ? snippets[i]
                : $"{snippets[i]}\ninternal static class Program\n{{\n    private static void Main()\n    {{\n    }}\n}}\n");
        }

        var folder = Path.Combine(project.Folder, "Snippets");
        await Dotnet.RunAsync(folder, "restore", $"-p:RestorePackagesPath={packages.Packages}");
        return await Dotnet.TryRunAsync(
            folder,
            "msbuild",
            "-t:CompileEach",
            "-v:minimal",
            "-nologo",
            "-nodeReuse:false",
            $"-p:RestorePackagesPath={packages.Packages}");
    }

    private static string Name(int number) => $"Snippet{number}";

    private static bool IsProgram(string snippet) => TopLevelStatement().IsMatch(snippet);

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    /// <summary>Matches an unindented line that ends in a semicolon or opens a call, but is not a using, a namespace or a type declaration.</summary>
    [GeneratedRegex(@"^(?!using |namespace |public |internal |\[|///?)[\w(][^\n]*(;|=>|\))$", RegexOptions.Multiline)]
    private static partial Regex TopLevelStatement();
}
