using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Recognizes test code, which is not reported: tests read responses of servers under test, and are supposed to fail.</summary>
internal static class TestCode
{
    /// <summary>Assemblies that only test projects reference.</summary>
    private static readonly string[] Frameworks =
    {
        "xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core",
    };

    /// <summary>The attributes of test and setup methods.</summary>
    private static readonly string[] Attributes =
    {
        "Fact", "Theory", "Test", "TestCase", "TestMethod", "DataTestMethod", "SetUp", "OneTimeSetUp", "TestInitialize",
    };

    private static readonly ConditionalWeakTable<TypeDeclarationSyntax, StrongBox<bool>> HasTests = new();

    public static bool IsTestProject(Compilation compilation) => Array.Exists(Frameworks, compilation.RefersTo);

    /// <summary>
    /// Returns true in a test namespace or test class, for projects whose test framework was not resolved, and for shared test helpers.
    /// </summary>
    public static bool Contains(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case TypeDeclarationSyntax type when HasTests.GetValue(type, static t => new StrongBox<bool>(ContainsTests(t))).Value:
                case BaseNamespaceDeclarationSyntax space when IsTestNamespace(space.Name.ToString()):
                    return true;
            }
        }

        return false;
    }

    private static bool ContainsTests(TypeDeclarationSyntax type) =>
        Array.Exists(Attributes, name => type.TokensNamed(name).Any(token => AttributeOf(token)?.Parent?.Parent is MemberDeclarationSyntax { Parent: var declaring }
            && declaring == type));

    private static bool IsTestNamespace(string name) =>
        name.Split('.').Any(static segment => segment.EndsWith("Tests", StringComparison.Ordinal) || segment == "Test");

    /// <summary>Gets the attribute with that name; null if the name is not an attribute's.</summary>
    private static AttributeSyntax? AttributeOf(SyntaxToken name) =>
        (name.Parent?.Parent is QualifiedNameSyntax qualified && qualified.Right == name.Parent
            ? qualified.Parent
            : name.Parent?.Parent) as AttributeSyntax;
}
