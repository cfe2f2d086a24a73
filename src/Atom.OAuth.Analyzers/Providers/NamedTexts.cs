using System.Collections.Concurrent;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>Resolves a name that may refer to a URL to its member, if the member can have a text at all.</summary>
internal sealed class NamedTexts
{
    private readonly Compilation _compilation;
    private readonly SourceMethods _methods;
    private readonly Lazy<bool> _hasGlobalStaticUsing;
    private readonly ConcurrentDictionary<string, bool> _declared = new(StringComparer.Ordinal);

    public NamedTexts(Compilation compilation, SourceMethods methods)
    {
        _compilation = compilation;
        _methods = methods;
        _hasGlobalStaticUsing = new Lazy<bool>(() => compilation.SyntaxTrees.Any(HasGlobalStaticUsing));
    }

    /// <summary>Gets the member that the name refers to; null if there is none, or it has no text.</summary>
    public ISymbol? Find(IdentifierNameSyntax reference)
    {
        if (!_methods.Contains(reference.SyntaxTree))
        {
            return null;
        }

        // A simple name is a member of a containing type; only a name after a dot requires binding.
        return UrlNames.IsMember(reference)
            ? MayTellText(reference) ? _methods.Model(reference.SyntaxTree).GetSymbolInfo(reference).Symbol : null
            : MemberNamed(reference);
    }

    /// <summary>
    /// Constants of libraries have a text as well, and follow the name of a type. A member of a variable has one only
    /// if it is in its declaration or a constructor, and most are properties without.
    /// </summary>
    private bool MayTellText(IdentifierNameSyntax member) =>
        IsBehindTypeName(member) || _declared.GetOrAdd(member.Identifier.ValueText, IsDeclaredWithText);

    private static bool IsBehindTypeName(IdentifierNameSyntax member) =>
        member.Parent is MemberAccessExpressionSyntax access
            && Callers.NameOf(access.Expression) is { Identifier.ValueText: var name }
            && name.Length > 0
            && char.IsUpper(name[0]);

    private bool IsDeclaredWithText(string name) => _compilation.GetSymbolsWithName(name, SymbolFilter.Member)
        .Any(static member => member is IFieldSymbol { IsConst: true }
            || member.DeclaringSyntaxReferences.Any(static declaration => declaration.GetSyntax().Mentions("\""))
            || (member is IPropertySymbol property && DefaultTexts.Of(property).Any()));

    /// <summary>Gets the only member with that name in the nearest type that has any, including its base types.</summary>
    private ISymbol? MemberNamed(IdentifierNameSyntax reference)
    {
        var name = reference.Identifier.ValueText;
        var model = _methods.Model(reference.SyntaxTree);
        for (var type = EnclosingType(model, reference); type is not null; type = type.ContainingType)
        {
            for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            {
                if (declaring.GetMembers(name) is { IsEmpty: false } members)
                {
                    return members.Length == 1 ? members[0] : null;
                }
            }
        }

        return MayBeImported(reference.SyntaxTree) && model.LookupSymbols(reference.SpanStart, name: name) is [var only] ? only : null;
    }

    /// <summary>Looking up a name searches every imported namespace, and only <c>using static</c> imports members from elsewhere.</summary>
    private bool MayBeImported(SyntaxTree tree) => tree.GetRoot().Mentions("using static") || _hasGlobalStaticUsing.Value;

    private static bool HasGlobalStaticUsing(SyntaxTree tree)
    {
        foreach (var directive in ((CompilationUnitSyntax)tree.GetRoot()).Usings)
        {
            if (directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) && directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
            {
                return true;
            }
        }

        return false;
    }

    private static INamedTypeSymbol? EnclosingType(SemanticModel model, SyntaxNode node) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration ? model.GetDeclaredSymbol(declaration) : null;
}
