from django.urls import path

from alongside.web.demo import views

urlpatterns = [
    path("", views.personas, name="personas"),
    path("mail/", views.demo_mail, name="demo_mail"),
    path("components/", views.components, name="components"),
]
