using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Atom.OAuth.IntegrationHub.Pages;

/// <summary>The demo users.</summary>
internal sealed record DemoUser(string Id, string Name, string TenantId, string Tenant)
{
    public static readonly IReadOnlyList<DemoUser> All = [new("ada", "Ada", "contoso", "Contoso"), new("grace", "Grace", "fabrikam", "Fabrikam")];
}

/// <summary>Signs in one of the demo users.</summary>
public sealed class SignInModel : PageModel
{
    /// <summary>Gets or sets the URL to return to.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Signs in.</summary>
    /// <param name="user">The id of the user.</param>
    public async Task<IActionResult> OnPostAsync(string? user)
    {
        if (DemoUser.All.FirstOrDefault(known => known.Id == user) is not { } person)
        {
            return Page();
        }

        ClaimsIdentity identity = new(
            [new(ClaimTypes.NameIdentifier, person.Id), new(ClaimTypes.Name, $"{person.Name}, {person.Tenant}"), new("tenant_id", person.TenantId)],
            CookieAuthenticationDefaults.AuthenticationScheme);
        await HttpContext.SignInAsync(new ClaimsPrincipal(identity));
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await HttpContext.SignOutAsync();
        return LocalRedirect("/sign-in");
    }
}
