using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>
/// The names in a member that may stand for a URL told elsewhere: looking one up binds the code around it, so those that
/// are the member's own variables, types, or were there before are left out.
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

    // A name after a dot is another's where something else stands before the dot.
    private bool IsNew(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => _seen.Add(access.ToString()),
        _ => IsMember(name) || _seen.Add(name.Identifier.ValueText),
    };

    /// <summary>The names to look up, the cheap ones first.</summary>
    public List<IdentifierNameSyntax> Found()
    {
        var found = _names.FindAll(name => !_declared.Contains(name.Identifier.ValueText));
        found.AddRange(_members);
        return found;
    }

    /// <summary>A name after a dot, or of a member that an initializer sets.</summary>
    public static bool IsMember(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == name,
        _ => false,
    };
}
