using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>A new parameter of a method in the project, and of the interface members that it implements.</summary>
/// <param name="Ordinal">Its position.</param>
/// <param name="Changes">The changes to all declarations.</param>
internal sealed record AddedParameter(int Ordinal, IReadOnlyList<FileChanges> Changes)
{
    /// <summary>Adds a parameter; null if another implementation would lack it, or the method cannot be changed.</summary>
    /// <param name="method">The method.</param>
    /// <param name="written">Gets the text of the parameter for a file.</param>
    /// <param name="site">The diagnostic.</param>
    public static AddedParameter? To(IMethodSymbol method, Func<Imports, string> written, FixSite site)
    {
        if (method is not
            {
                IsOverride: false,
                IsVirtual: false,
                IsAbstract: false,
                PartialDefinitionPart: null,
                PartialImplementationPart: null,
                ExplicitInterfaceImplementations.IsEmpty: true,
            })
        {
            return null;
        }

        var (compilation, changes) = (site.Model.Compilation, new List<FileChanges>());
        int? ordinal = null;
        foreach (var declared in Declared(method).Prepend(method))
        {
            if (declared.DeclaringSyntaxReferences is not [var reference]
                || !compilation.ContainsSyntaxTree(reference.SyntaxTree)
                || reference.GetSyntax() is not MethodDeclarationSyntax declaration
                || IsImplementedElsewhere(declared, method, compilation))
            {
                return null;
            }

            FixSite file = new(compilation.GetSemanticModel(declaration.SyntaxTree), site.Symbols, site.Options, declaration);
            var imports = new Imports(file.Model, declaration.SpanStart);
            if (ParameterInsertion.Add(declaration, written(imports), file, imports) is not { } added)
            {
                return null;
            }

            TextLayout layout = new(file.Root, file.Text, declaration.SpanStart);
            changes.Add(new FileChanges(
                declaration.SyntaxTree, added.Concat(UsingDirectives.Add(imports.Missing, file.Root, file.Text, declaration, layout)).ToArray()));
            ordinal ??= ParameterInsertion.IndexOfNew(declaration.ParameterList);
        }

        return ordinal is { } place ? new AddedParameter(place, changes) : null;
    }

    /// <summary>Gets the interface members that the method implements.</summary>
    public static IEnumerable<IMethodSymbol> Declared(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers(method.Name).OfType<IMethodSymbol>())
            .Where(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    /// <summary>Returns true if another type of the project also implements the interface member.</summary>
    public static bool IsImplementedElsewhere(IMethodSymbol declared, IMethodSymbol method, Compilation compilation) =>
        declared.ContainingType.TypeKind == TypeKind.Interface
        && compilation.GetSymbolsWithName(method.Name, SymbolFilter.Member).OfType<IMethodSymbol>().Any(other =>
            !SymbolEqualityComparer.Default.Equals(other, method)
            && other.ContainingType.TypeKind != TypeKind.Interface
            && other.ContainingType.AllInterfaces.Contains(declared.ContainingType, SymbolEqualityComparer.Default));

    /// <summary>Inserts an argument at a position; by name if other arguments are named, or the call has fewer arguments.</summary>
    /// <param name="call">The call.</param>
    /// <param name="ordinal">The position of the parameter.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value to pass.</param>
    /// <param name="isNamed">Whether the name is required.</param>
    public static TextChange Argument(InvocationExpressionSyntax call, int ordinal, string name, string value, bool isNamed = false)
    {
        var arguments = call.ArgumentList.Arguments;
        isNamed |= arguments.Count < ordinal || arguments.Any(static argument => argument.NameColon is not null);
        var written = isNamed ? $"{name}: {value}" : value;
        return !isNamed && ordinal < arguments.Count
            ? new TextChange(new TextSpan(arguments[ordinal].SpanStart, 0), written + ", ")
            : new TextChange(new TextSpan(call.ArgumentList.CloseParenToken.SpanStart, 0), (arguments.Count > 0 ? ", " : string.Empty) + written);
    }
}
