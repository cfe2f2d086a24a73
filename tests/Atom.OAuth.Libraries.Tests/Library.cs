using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Libraries.Tests;

/// <summary>A library that reads provider responses.</summary>
/// <param name="Name">The package.</param>
/// <param name="Member">One of its types, whose assembly is searched.</param>
/// <param name="Reads">Matches the names of public methods that read a response, or a body read before: <c>Type.Method</c>.</param>
internal sealed record Library(string Name, Type Member, Regex Reads)
{
    /// <summary>Gets usings and declarations that the samples need.</summary>
    public string Prelude { get; init; } = "";

    /// <summary>Gets the calls that read, with a sample of each.</summary>
    public required ImmutableArray<LibraryRead> Calls { get; init; }

    /// <summary>Gets the exceptions that it throws for a page, with a sample of a catch around a read.</summary>
    public ImmutableArray<LibraryCatch> Catches { get; init; } = [];

    /// <summary>Gets the version. Parts of .NET only have the major version, because the runtime's full version differs between machines.</summary>
    public string Version => Path.GetDirectoryName(Member.Assembly.Location) == Path.GetDirectoryName(typeof(object).Assembly.Location)
        ? $"of .NET {Environment.Version.Major}"
        : Member.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Gets the public methods of the library that match <see cref="Reads"/>.</summary>
    public IEnumerable<string> PublicReads() => Member.Assembly.GetExportedTypes()
        .Where(static type => !type.Name.Contains('$', StringComparison.Ordinal) && !type.FullName!.Contains('+', StringComparison.Ordinal))
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static method => !method.IsSpecialName)
            .Select(method => $"{type.Name.Split('`')[0]}.{method.Name}"))
        .Where(name => Reads.IsMatch(name))
        .Distinct()
        .Order(StringComparer.Ordinal);
}

/// <summary>A call that reads a response.</summary>
/// <param name="Call"><c>Type.Method</c>, as in reflection, or a form of code if the library has no such call.</param>
/// <param name="Sample">Statements that use it without a check; what ATOM001 reports is marked.</param>
/// <param name="Remark">Why nothing is reported, or what the reader should know.</param>
internal sealed record LibraryRead(string Call, string Sample, string Remark = "")
{
    public bool IsReported => Sample.Contains("[|", StringComparison.Ordinal);
}

/// <summary>A catch around a read.</summary>
/// <param name="Exception">The exception type, with its namespace.</param>
/// <param name="Read">The read, marked if a page does not cause this exception.</param>
/// <param name="Remark">The behavior of the library.</param>
internal sealed record LibraryCatch(string Exception, string Read, string Remark = "")
{
    public bool IsGuard => !Read.Contains("[|", StringComparison.Ordinal);
}
