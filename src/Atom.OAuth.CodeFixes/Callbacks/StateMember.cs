using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>The state in an object that is bound from the request: next to the code, because whoever sends one has the other as well.</summary>
internal static class StateMember
{
    private static readonly string[] Names = { "State", "state", "OAuthState" };

    private static readonly string[] BindingAttributes = { "JsonPropertyName", "JsonProperty", "DataMember", "BindProperty", "FromQuery", "FromForm" };

    /// <summary>Gets the member's name, and the change that adds it if the type has none; null if it cannot be added.</summary>
    /// <param name="type">The type of the object.</param>
    /// <param name="codeName">The member that contains the code.</param>
    /// <param name="compilation">The compilation.</param>
    public static (string Name, IReadOnlyList<FileChanges> Added)? Of(ITypeSymbol type, string codeName, Compilation compilation)
    {
        if (type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(static p => p.Type.SpecialType == SpecialType.System_String
            && Array.IndexOf(Names, p.Name) >= 0) is { } known)
        {
            return (known.Name, Array.Empty<FileChanges>());
        }

        if (type.GetMembers(codeName) is not [IPropertySymbol { Type.SpecialType: SpecialType.System_String, DeclaringSyntaxReferences: [var reference] }]
            || !compilation.ContainsSyntaxTree(reference.SyntaxTree))
        {
            return null;
        }

        var name = char.IsLower(codeName[0]) ? "state" : "State";
        var added = reference.GetSyntax() switch
        {
            PropertyDeclarationSyntax { AccessorList: not null } code when type.GetMembers(name).IsEmpty && !Directives.IsConditional(code) =>
                Below(code, name, compilation),
            ParameterSyntax { Parent: ParameterListSyntax { Parent: RecordDeclarationSyntax } list } when !Directives.Inside(list) =>
                Behind(list, name, compilation),
            _ => null,
        };
        return added is null ? null : (name, new[] { added });
    }

    /// <summary>Adds a property like that of the code, but not a required one.</summary>
    private static FileChanges? Below(PropertyDeclarationSyntax code, string name, Compilation compilation)
    {
        TextLayout layout = new(code.SyntaxTree.GetRoot(), code.SyntaxTree.GetText(), code.SpanStart);
        if (!layout.IsFirstOnLine(code.SpanStart))
        {
            return null;
        }

        var modifiers = string.Join(" ", code.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.RequiredKeyword)));
        var line = layout.IndentationAt(code.SpanStart);
        var attributes = string.Concat(Bindings(code.AttributeLists).Select(written => $"{layout.NewLine}{line}[{written}]"));
        return new FileChanges(code.SyntaxTree, new[] { new TextChange(
            new TextSpan(AttachedComments.End(code.GetLastToken()), 0),
            $"{layout.NewLine}{attributes}{layout.NewLine}{line}{modifiers} {TypeAt(code, compilation)} {name} {code.AccessorList}") });
    }

    private static FileChanges Behind(ParameterListSyntax list, string name, Compilation compilation)
    {
        var last = list.Parameters.Last();
        return new FileChanges(list.SyntaxTree, new[] { new TextChange(
            new TextSpan(last.Span.End, 0), $", {TypeAt(list, compilation)} {name} = null") });
    }

    private static string TypeAt(SyntaxNode node, Compilation compilation) =>
        (compilation.GetSemanticModel(node.SyntaxTree).GetNullableContext(node.SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "string?" : "string";

    /// <summary>Gets the attributes that bind the code, adapted to the state: <c>[JsonPropertyName("state")]</c>.</summary>
    private static IEnumerable<string> Bindings(SyntaxList<AttributeListSyntax> lists) =>
        lists.SelectMany(static list => list.Attributes)
            .Where(static attribute => Array.IndexOf(BindingAttributes, attribute.Name.ToString()) >= 0)
            .Select(static attribute => attribute.ToString().Replace("\"code\"", "\"state\""));
}
