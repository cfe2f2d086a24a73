using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>Recognizes keys and paths that are the same in every call: constants, and what they are composed of.</summary>
internal sealed class ConstantPlaces
{
    private const int MaxDepth = 6;

    /// <summary>Types of the platform that hold the application's settings. A type of the application with such a name may be a customer's row.</summary>
    private static readonly string[] Settings =
    {
        "IConfiguration", "IConfigurationRoot", "IConfigurationSection", "ConfigurationManager", "IHostEnvironment", "IWebHostEnvironment",
        "IHostingEnvironment", "IOptions",
    };

    /// <summary>Types whose static members are the same throughout the process.</summary>
    private static readonly string[] ProcessTypes =
    {
        "Environment", "AppContext", "AppDomain", "Path", "String", "FileSystem", "ApplicationData", "SpecialDirectories",
    };

    private readonly IReadOnlyCollection<ISymbol> _constants;

    /// <param name="model">The semantic model.</param>
    /// <param name="constants">The parameters that get a constant.</param>
    public ConstantPlaces(SemanticModel model, IReadOnlyCollection<ISymbol> constants)
    {
        Model = model;
        _constants = constants;
    }

    public SemanticModel Model { get; }

    public ITypeSymbol? TypeOf(ExpressionSyntax value) => Model.GetTypeInfo(value).Type;

    public bool IsConstant(ExpressionSyntax value) => IsConstant(value, 0);

    /// <summary>Gets the member or variable with which an expression starts: <c>_store</c> of <c>_store.Values["token"]</c>.</summary>
    public ISymbol? RootOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => Model.GetSymbolInfo(name).Symbol,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own => Model.GetSymbolInfo(own).Symbol,
        MemberAccessExpressionSyntax access => Model.GetSymbolInfo(access.Expression).Symbol is INamedTypeSymbol or INamespaceSymbol
            ? Model.GetSymbolInfo(access).Symbol
            : RootOf(access.Expression),
        ElementAccessExpressionSyntax element => RootOf(element.Expression),
        PostfixUnaryExpressionSyntax sure => RootOf(sure.Operand),
        _ => null,
    };

    private bool IsConstant(ExpressionSyntax value, int depth)
    {
        if (depth > MaxDepth)
        {
            return false;
        }

        if (value is LiteralExpressionSyntax || Model.GetConstantValue(value).HasValue)
        {
            return true;
        }

        return value switch
        {
            InterpolatedStringExpressionSyntax text =>
                text.Contents.OfType<InterpolationSyntax>().All(part => IsConstant(part.Expression, depth + 1)),
            BinaryExpressionSyntax binary => IsConstant(binary.Left, depth + 1) && IsConstant(binary.Right, depth + 1),
            ParenthesizedExpressionSyntax inner => IsConstant(inner.Expression, depth + 1),
            PostfixUnaryExpressionSyntax sure => IsConstant(sure.Operand, depth + 1),
            ConditionalExpressionSyntax choice => IsConstant(choice.WhenTrue, depth + 1) && IsConstant(choice.WhenFalse, depth + 1),
            InvocationExpressionSyntax call => IsConstantCall(call, depth),
            ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var key }] } element =>
                IsSettings(element.Expression) && IsConstant(key, depth + 1),
            IdentifierNameSyntax or MemberAccessExpressionSyntax => IsConstantMember(value, depth),
            _ => false,
        };
    }

    /// <summary>Recognizes <c>Path.Combine(folder, "tokens.json")</c> and <c>configuration.GetValue&lt;string&gt;("Path")</c>.</summary>
    private bool IsConstantCall(InvocationExpressionSyntax call, int depth) =>
        call.ArgumentList.Arguments.All(argument => IsConstant(argument.Expression, depth + 1))
        && Model.GetSymbolInfo(call).Symbol is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: true } method
        && (method is { IsStatic: true, ReducedFrom: null, ContainingType.Name: "Path" or "Environment" or "Directory" or "AppContext" }
            || (call.Receiver() is { } settings && IsSettings(settings)));

    private bool IsConstantMember(ExpressionSyntax value, int depth) => Model.GetSymbolInfo(value).Symbol switch
    {
        IParameterSymbol parameter => _constants.Contains(parameter, SymbolEqualityComparer.Default),
        ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local =>
            reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var only }
            && !GivenValues.AreIn(Functions.Around(value), local.Name)
            && IsConstant(only, depth + 1),
        { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: true, ContainingType.Name: var owner } and (IFieldSymbol or IPropertySymbol) =>
            Array.IndexOf(ProcessTypes, owner) >= 0,
        IFieldSymbol field => AreConstant(field, depth),
        IPropertySymbol { DeclaringSyntaxReferences: [_] } property when value is IdentifierNameSyntax
            or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } || property.IsStatic => AreConstant(property, depth),
        IPropertySymbol => value is MemberAccessExpressionSyntax access && (IsSettings(access.Expression) || IsOfSettings(access.Expression, depth)),
        _ => false,
    };

    /// <summary>Returns true if a member only ever gets constants, in its initializer or a constructor.</summary>
    private bool AreConstant(ISymbol member, int depth)
    {
        if (member.DeclaringSyntaxReferences is not [var reference] || !Model.Compilation.ContainsSyntaxTree(reference.SyntaxTree))
        {
            return false;
        }

        var values = new List<ExpressionSyntax>();
        switch (reference.GetSyntax())
        {
            case VariableDeclaratorSyntax { Initializer.Value: var initial }:
                values.Add(initial);
                break;
            case PropertyDeclarationSyntax { ExpressionBody.Expression: var computed }:
                values.Add(computed);
                break;
            case PropertyDeclarationSyntax { Initializer.Value: var initial } property when IsReadOnly(property):
                values.Add(initial);
                break;
            case PropertyDeclarationSyntax property when !IsReadOnly(property):
                return false;
        }

        foreach (var part in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var token in part.GetSyntax().TokensNamed(member.Name))
            {
                if (token.Parent is not SimpleNameSyntax name || GivenValues.To(name) is not { } given)
                {
                    continue;
                }

                if (given is not ExpressionSyntax value || name.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is null)
                {
                    return false;
                }

                values.Add(value);
            }
        }

        return values.Count > 0 && values.TrueForAll(value =>
            value.SyntaxTree == Model.SyntaxTree
                ? IsConstant(value, depth + 1)
                : new ConstantPlaces(SourceMethods.ModelOf(value.SyntaxTree, Model.Compilation), _constants).IsConstant(value, depth + 1));
    }

    private static bool IsReadOnly(PropertyDeclarationSyntax property) =>
        property.AccessorList?.Accessors.All(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) != false;

    /// <summary>Recognizes <c>_settings.Path</c>, where the constructor sets <c>_settings = options.Value</c>.</summary>
    private bool IsOfSettings(ExpressionSyntax value, int depth) =>
        value is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
        && Model.GetSymbolInfo(value).Symbol is IFieldSymbol or IPropertySymbol
        && IsConstant(value, depth + 1);

    /// <summary>Recognizes the application's settings: <c>configuration["Path"]</c>, <c>options.Value</c>, <c>environment.ContentRootPath</c>.</summary>
    private bool IsSettings(ExpressionSyntax value) =>
        (Model.GetTypeInfo(value).Type is INamedTypeSymbol type && IsSettings(type) && !IsOfEntry(value))
        || (value is MemberAccessExpressionSyntax { Expression: var outer } && IsSettings(outer));

    private static bool IsSettings(INamedTypeSymbol type) =>
        Array.IndexOf(Settings, type.Name) >= 0
        && type.DeclaringSyntaxReferences.IsEmpty
        && !type.TypeArguments.Any(static of => OwnerWords.Match(of.Name));

    /// <summary>Recognizes the parameter of a condition, which is one entry of several.</summary>
    private bool IsOfEntry(ExpressionSyntax value) =>
        Model.GetSymbolInfo(value).Symbol is IParameterSymbol { DeclaringSyntaxReferences: [var declared] }
        && declared.GetSyntax() is ParameterSyntax { Type: null };

    /// <summary>Returns true if every key on the way to a value is constant: <c>Links["slack"].Token</c>, unlike <c>Links[team].Token</c>.</summary>
    public bool HasConstantKeys(ExpressionSyntax target) => target switch
    {
        MemberAccessExpressionSyntax access => HasConstantKeys(access.Expression),
        ElementAccessExpressionSyntax element => AreConstant(element.ArgumentList) && HasConstantKeys(element.Expression),
        InvocationExpressionSyntax call => AreConstant(call.ArgumentList) && (call.Receiver() is not { } owner || HasConstantKeys(owner)),
        PostfixUnaryExpressionSyntax sure => HasConstantKeys(sure.Operand),
        ParenthesizedExpressionSyntax inner => HasConstantKeys(inner.Expression),
        AwaitExpressionSyntax awaited => HasConstantKeys(awaited.Expression),
        CastExpressionSyntax cast => HasConstantKeys(cast.Expression),
        _ => target is SimpleNameSyntax or InstanceExpressionSyntax or TypeSyntax,
    };

    public bool AreConstant(BaseArgumentListSyntax keys) => keys.Arguments.All(key => IsConstant(key.Expression));
}
