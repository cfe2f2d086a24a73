using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.Testing;

/// <summary>The references of the code under test: the assemblies of the test process itself, so that nothing is downloaded.</summary>
internal static class TestReferences
{
    private const string RuntimeAssembly = "Atom.OAuth.Runtime";

    private static readonly Dictionary<string, MetadataReference> Loaded = new(StringComparer.Ordinal);

    private static readonly Lazy<MetadataReference> ReadAsAsync = new(CompileReadAsAsync);

    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyAll = new(() => [.. Load(static _ => true), ReadAsAsync.Value]);

    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyWithFlurl2 = new(() =>
        [
            .. Load(static name => name is not ("Flurl" or "Flurl.Http")),
            Package("flurl/3.0.1/lib/netstandard2.0/Flurl.dll"),
            Package("flurl.http/2.4.2/lib/netstandard2.0/Flurl.Http.dll"),
        ]);

    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyWithoutRuntime = new(
        () => [.. Load(static name => name != RuntimeAssembly), ReadAsAsync.Value]);

    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyNetCoreOnly = new(() => Load(IsNetCore));

    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyWithCompiler = new(() =>
        [.. Files()
            .Distinct(StringComparer.Ordinal)
            .Where(static file => IsCompiler(Path.GetFileNameWithoutExtension(file)))
            .Select(Reference), .. All]);

    /// <summary>.NET, ASP.NET Core, Newtonsoft.Json, RestSharp, Flurl, ReadAsAsync and Atom.OAuth.Runtime.</summary>
    public static ImmutableArray<MetadataReference> All => LazyAll.Value;

    /// <summary>All but Atom.OAuth.Runtime, as in a project that only references the analyzers.</summary>
    public static ImmutableArray<MetadataReference> WithoutRuntime => LazyWithoutRuntime.Value;

    /// <summary>All, with Flurl 2 instead of the current version.</summary>
    public static ImmutableArray<MetadataReference> WithFlurl2 => LazyWithFlurl2.Value;

    /// <summary>Only .NET.</summary>
    public static ImmutableArray<MetadataReference> NetCoreOnly => LazyNetCoreOnly.Value;

    /// <summary>All, and the compiler's own assemblies, for sources of analyzers and code fixes.</summary>
    public static ImmutableArray<MetadataReference> WithCompiler => LazyWithCompiler.Value;

    /// <summary>Compiles a library, whose source the code under test cannot see.</summary>
    /// <param name="source">The source of the library.</param>
    public static MetadataReference Emit(string source)
    {
        using MemoryStream stream = new();
        var result = CSharpCompilation.Create(
            "Library", [CSharpSyntaxTree.ParseText(source)], All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(stream);
        return result.Success
            ? MetadataReference.CreateFromImage(stream.ToArray())
            : throw new InvalidOperationException(string.Join("; ", result.Diagnostics));
    }

    private static ImmutableArray<MetadataReference> Load(Func<string, bool> include) =>
        [.. Files().Distinct(StringComparer.Ordinal).Where(static file => !IsTestPart(Path.GetFileNameWithoutExtension(file)))
            .Where(file => include(Path.GetFileNameWithoutExtension(file)))
            .Select(Reference)];

    /// <summary>
    /// A substitute for Microsoft.AspNet.WebApi.Client, whose license is not open-source: its methods that read a response, with their
    /// original names. See learn.microsoft.com/previous-versions/aspnet/hh835763(v=vs.118).
    /// </summary>
    private static PortableExecutableReference CompileReadAsAsync()
    {
        const string Source = """
            using System;
            using System.Threading;
            using System.Threading.Tasks;

            namespace System.Net.Http
            {
                public static class HttpContentExtensions
                {
                    public static Task<T> ReadAsAsync<T>(this HttpContent content) => throw new NotSupportedException();
                    public static Task<T> ReadAsAsync<T>(this HttpContent content, CancellationToken cancellationToken) => throw new NotSupportedException();
                    public static Task<object> ReadAsAsync(this HttpContent content, Type type) => throw new NotSupportedException();
                    public static Task<object> ReadAsAsync(this HttpContent content, Type type, CancellationToken cancellationToken) => throw new NotSupportedException();
                }
            }
            """;
        var compilation = CSharpCompilation.Create(
            "System.Net.Http.Formatting",
            [CSharpSyntaxTree.ParseText(Source)],
            NetCoreOnly,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }

    // One object per file, so that the compiler reads it only once for all variants.
    private static MetadataReference Reference(string file)
    {
        lock (Loaded)
        {
            return Loaded.TryGetValue(file, out var known) ? known : Loaded[file] = MetadataReference.CreateFromFile(file);
        }
    }

    /// <summary>Gets an assembly of a package that the tests do not run with.</summary>
    private static MetadataReference Package(string path) => Reference(Path.Combine(
        typeof(TestReferences).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static metadata => metadata.Key == "PackageFolder").Value!, path));

    private static string[] Files() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private static bool IsNetCore(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard" or "mscorlib" or "System";

    private static bool IsCompiler(string name) =>
        name is "Microsoft.CodeAnalysis" or "Microsoft.CodeAnalysis.CSharp" or "Microsoft.CodeAnalysis.Workspaces"
            or "Microsoft.CodeAnalysis.CSharp.Workspaces" or "System.Composition.AttributedModel";

    /// <summary>
    /// Excludes the test framework, the compiler and the assemblies under test: ATOM001 reports nothing if a test framework is referenced.
    /// </summary>
    private static bool IsTestPart(string name) =>
        name.StartsWith("xunit", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("testhost", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.TestPlatform", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.VisualStudio", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        || name.StartsWith("NuGet.", StringComparison.Ordinal)
        || name.StartsWith("System.Composition", StringComparison.Ordinal)
        || name.StartsWith("MessagePack", StringComparison.Ordinal)
        || (name.StartsWith("Atom.OAuth.", StringComparison.Ordinal) && name != RuntimeAssembly);
}
