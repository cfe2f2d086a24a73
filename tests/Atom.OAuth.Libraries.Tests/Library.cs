using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Libraries.Tests;

/// <summary>A library that code reads a provider's answer with.</summary>
/// <param name="Name">The package.</param>
/// <param name="Member">A type of it, whose assembly is looked through.</param>
/// <param name="Reads">Tells by its name which public method reads an answer, or a body that was fetched before: <c>Type.Method</c>.</param>
internal sealed record Library(string Name, Type Member, Regex Reads)
{
    /// <summary>Usings and declarations that the samples need.</summary>
    public string Prelude { get; init; } = "";

    /// <summary>What reads, with a sample of each.</summary>
    public required ImmutableArray<LibraryRead> Calls { get; init; }

    /// <summary>What it throws on a page, with a sample of a catch around a read.</summary>
    public ImmutableArray<LibraryCatch> Catches { get; init; } = [];

    /// <summary>What is part of .NET has the version of the machine's runtime, whose last number would be another on the next machine.</summary>
    public string Version => Path.GetDirectoryName(Member.Assembly.Location) == Path.GetDirectoryName(typeof(object).Assembly.Location)
        ? $"of .NET {Environment.Version.Major}"
        : Member.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The public methods of the library that <see cref="Reads"/> finds.</summary>
    public IEnumerable<string> PublicReads() => Member.Assembly.GetExportedTypes()
        .Where(static type => !type.Name.Contains('$', StringComparison.Ordinal) && !type.FullName!.Contains('+', StringComparison.Ordinal))
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static method => !method.IsSpecialName)
            .Select(method => $"{type.Name.Split('`')[0]}.{method.Name}"))
        .Where(name => Reads.IsMatch(name))
        .Distinct()
        .Order(StringComparer.Ordinal);
}

/// <summary>A call that reads.</summary>
/// <param name="Call"><c>Type.Method</c>, as reflection shows it; or a form of code, where the library has no such call.</param>
/// <param name="Sample">Statements that use it with no check before it; what ATOM001 reports is marked.</param>
/// <param name="Remark">Why nothing is reported, or what the reader should know.</param>
internal sealed record LibraryRead(string Call, string Sample, string Remark = "")
{
    public bool IsReported => Sample.Contains("[|", StringComparison.Ordinal);
}

/// <summary>A catch around a read.</summary>
/// <param name="Exception">What is caught, with its namespace.</param>
/// <param name="Read">The read, marked where the catch is none that a page meets.</param>
/// <param name="Remark">What the library does.</param>
internal sealed record LibraryCatch(string Exception, string Read, string Remark = "")
{
    public bool IsGuard => !Read.Contains("[|", StringComparison.Ordinal);
}
