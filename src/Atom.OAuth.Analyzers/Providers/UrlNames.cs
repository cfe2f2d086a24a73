using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>
/// The names in a member that may refer to a URL defined elsewhere. Looking one up binds the code around it, so the
/// member's own variables, types and names that occurred before are excluded.
/// </summary>
internal sealed class UrlNames
{
    private readonly List<IdentifierNameSyntax> _names = new();
    private readonly List<IdentifierNameSyntax> _members = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    public void Add(SyntaxToken token)
    {
        var name = token.ValueText;
        if (!NameMarks.MayHoldUrl(name))
        {
            return;
        }

        switch (token.Parent)
        {
            case IdentifierNameSyntax { Parent: NameColonSyntax }:
                break;
            case IdentifierNameSyntax reference when !SyntaxFacts.IsInTypeOnlyContext(reference) && IsNew(reference):
                (IsMember(reference) ? _members : _names).Add(reference);
                break;
            case ParameterSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax:
            case VariableDeclaratorSyntax { Parent.Parent: not BaseFieldDeclarationSyntax }:
                _declared.Add(name);
                break;
        }
    }

    // A name after a dot is a different one if something else precedes the dot.
    private bool IsNew(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => _seen.Add(access.ToString()),
        _ => IsMember(name) || _seen.Add(name.Identifier.ValueText),
    };

    /// <summary>Gets the names to look up, cheap ones first.</summary>
    public List<IdentifierNameSyntax> Found()
    {
        var found = _names.FindAll(name => !_declared.Contains(name.Identifier.ValueText));
        found.AddRange(_members);
        return found;
    }

    /// <summary>Recognizes a name after a dot, or of a member set in an initializer.</summary>
    public static bool IsMember(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == name,
        _ => false,
    };
}
